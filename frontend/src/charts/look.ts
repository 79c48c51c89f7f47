/** The tokens of the stylesheet, as the chart library wants them: resolved colours. */
export interface Look {
  palette: string[];
  /** Of parties that hold time, by their number; the first is a quiet one. */
  parties: string[];
  ink: string;
  quiet: string;
  line: string;
  surface: string;
  tones: Record<string, string>;
  font: string;
}

export function look(): Look {
  const colour = resolver();
  return {
    palette: [1, 2, 3, 4, 5, 6].map((n) => colour(`--chart-${n}`)),
    parties: ["--line-strong", ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `--party-${n}`)].map(colour),
    ink: colour("--ink-2"),
    quiet: colour("--ink-3"),
    line: colour("--line"),
    surface: colour("--surface"),
    tones: {
      brand: colour("--brand-fill"),
      good: colour("--good-fill"),
      warn: colour("--warn-fill"),
      bad: colour("--bad-fill"),
      quiet: colour("--line-strong"),
    },
    font: getComputedStyle(document.documentElement).fontFamily,
  };
}

/** light-dark() is settled only where a colour is used, so each token is used once on a probe. */
function resolver(): (token: string) => string {
  const probe = document.createElement("i");
  document.body.append(probe);
  queueMicrotask(() => probe.remove());
  return (token) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
}
