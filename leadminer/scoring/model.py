"""The learnt numbers: linear heads over hashed n-grams and rule groups, in one small file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from leadminer.base.errors import InvalidInput
from leadminer.scoring.batch import BUCKETS
from leadminer.scoring.rules import GROUPS

HEADS = ("intent", "seller", "choosing", "ready")
"""Log-odds of need, of a seller's text, of strength >= 2 and of strength 3 given need."""

WEIGHTS_FILE = Path(__file__).with_name("weights") / "intent.npz"
F32 = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of one version."""

    version: str
    ngrams: F32
    """Buckets x heads."""
    groups: F32
    """Rule groups x heads; the prior is already inside."""
    bias: F32

    def save(self, path: Path) -> None:
        """Write the weights as half floats."""
        np.savez_compressed(
            path,
            version=np.array(self.version),
            heads=np.array(HEADS),
            group_names=np.array(GROUPS),
            ngrams=self.ngrams.astype(np.float16),
            groups=self.groups.astype(np.float32),
            bias=self.bias.astype(np.float32),
        )


def read_model(path: Path) -> Model:
    """The model in ``path``; a missing file or one of another make raises ``InvalidInput``."""
    try:
        with np.load(path) as stored:
            if tuple(stored["heads"]) != HEADS or len(stored["ngrams"]) != BUCKETS:
                raise InvalidInput(
                    f"{path} was made by another version of the scorer: train it again"
                )
            groups = np.zeros((len(GROUPS), len(HEADS)), dtype=np.float32)
            known = {name: row for row, name in enumerate(stored["group_names"].tolist())}
            for number, name in enumerate(GROUPS):
                if name in known:
                    groups[number] = stored["groups"][known[name]]
            ngrams = stored["ngrams"].astype(np.float32)
            return Model(str(stored["version"]), ngrams, groups, stored["bias"])
    except (OSError, ValueError, KeyError) as error:
        raise InvalidInput(
            f"{path} holds no intent model: name a file made by `leadminer intent train`"
        ) from error
