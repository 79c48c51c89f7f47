/**
 * `<form data-passkey="create|get" data-options="id of a JSON script">` asks the browser for a passkey,
 * writes the answer into its field named `credential` and submits. `data-options="/address"` fetches the options
 * instead. A ticked box named `passwordless` asks for a passkey that signs in by itself.
 */
import { within } from "./dom";
import { say } from "./words";

type Json = PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON;

export function passkeys(part: HTMLElement): void {
  for (const form of within<HTMLFormElement>(part, "form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      if (field(form).value) return;
      event.preventDefault();
      void run(form);
    });
  }
}

async function run(form: HTMLFormElement): Promise<void> {
  const output = form.querySelector<HTMLElement>("[data-passkey-state]");
  try {
    field(form).value = JSON.stringify(await credential(form));
    form.submit();
  } catch {
    field(form).value = "";
    if (output) output.textContent = say("没有完成：浏览器未给出通行密钥，可再试一次。", "Not done: the browser gave no passkey; try again.");
  }
}

async function credential(form: HTMLFormElement): Promise<Credential> {
  const options = await asked(form);
  const found =
    form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  if (!found) throw new Error("no credential");
  return found;
}

async function asked(form: HTMLFormElement): Promise<Json> {
  const from = form.dataset.options!;
  const read: unknown = from.startsWith("/")
    ? await (await fetch(from, { headers: { Accept: "application/json" } })).json()
    : JSON.parse(document.getElementById(from)!.textContent!);
  const options = unwrapped(read);
  const alone = form.elements.namedItem("passwordless") as HTMLInputElement | null;
  if (alone?.checked) {
    options.authenticatorSelection = { ...options.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
  }
  return options;
}

/** The server wraps the options: `{request_options: {publicKey: …}}` or `{creation_options: {publicKey: …}}`. */
function unwrapped(read: unknown): Json {
  let inner = read as Record<string, unknown>;
  for (const name of ["request_options", "creation_options", "publicKey"]) {
    if (name in inner) inner = inner[name] as Record<string, unknown>;
  }
  return inner as unknown as Json;
}

function field(form: HTMLFormElement): HTMLInputElement {
  return form.elements.namedItem("credential") as HTMLInputElement;
}
