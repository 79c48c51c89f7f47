"""A model as plain files, that a person can read and another program can load: LightGBM's text and JSON."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from kouan.kernel.text import Text
from kouan.modules.timing.forecasting.conformal import Scores
from kouan.modules.timing.forecasting.features import Vocabulary
from kouan.modules.timing.forecasting.model import Model
from kouan.modules.timing.forecasting.states import States
from kouan.modules.timing.forecasting.trees import Trees
from kouan.modules.timing.foretold.target import Target

_TREES = ("low", "median", "high")
_TYPES: dict[str, Any] = {"made": np.int64, "known": np.int64, "below": np.float64, "above": np.float64}


class NotThatModel(Exception):  # noqa: N818 - what was asked for is not there
    """The files are missing, unreadable, or not what their name says; ``message`` says so in both languages."""

    def __init__(self, folder: Path, why: Text) -> None:
        self.message = Text(
            f"{folder} 不是完好的预测模型：{why.zh}请重新训练。",
            f"{folder} is not a whole forecasting model: {why.en}. Make it anew.",
        )
        super().__init__(self.message.en)


def save(model: Model, folder: Path) -> Path:
    """Write it to ``folder/<digest>``, whole or not at all, and return that path; the same model is written once."""
    place = folder / model.digest
    if place.exists():
        return place
    half = folder / f".{model.digest}"
    half.mkdir(parents=True, exist_ok=True)
    for name, text in (model.trees.texts if model.trees else {}).items():
        (half / f"{name}.txt").write_text(text, encoding="utf-8")
    (half / "model.json").write_text(json.dumps(_told(model), ensure_ascii=False, indent=1), encoding="utf-8")
    return half.rename(place)


def load(place: Path) -> Model:
    """The model of a folder that :func:`save` wrote; raises NotThatModel."""
    try:
        model = _read(json.loads((place / "model.json").read_text(encoding="utf-8")), place)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotThatModel(place, Text(f"{error}。", str(error))) from error
    if model.digest != place.name:
        raise NotThatModel(
            place, Text("其内容与名称（摘要）不符。", "its content is not what its name, a digest, says")
        )
    return model


def _told(model: Model) -> dict[str, Any]:
    return {
        "cutoff": model.cutoff,
        "target": model.target.as_json(),
        "words": model.words.as_json(),
        "states": model.states.as_json(),
        "trees": None
        if model.trees is None
        else {
            "from_state": model.trees.from_state,
            "share": model.trees.share,
        },
        "slow": model.slow,
        "scores": {each.name: getattr(model.scores, each.name).tolist() for each in fields(Scores)},
    }


def _read(told: dict[str, Any], place: Path) -> Model:
    texts = {name: (place / f"{name}.txt").read_text(encoding="utf-8") for name in _TREES if told["trees"]}
    known = {name: np.array(each, _TYPES[name]) for name, each in told["scores"].items()}
    return Model(
        target=Target.from_json(told["target"]),
        cutoff=told["cutoff"],
        words=Vocabulary.from_json(told["words"]),
        states=States.from_json(told["states"]),
        trees=Trees(texts, **told["trees"]) if texts else None,
        slow=told["slow"],
        scores=Scores(**known),
    )
