"""The learnt numbers: linear heads over hashed n-grams and rule groups, in one small file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from leadminer.base.errors import InvalidInput
from leadminer.scoring.batch import BUCKETS
from leadminer.scoring.records import INTENT_CLASSES
from leadminer.scoring.rules import GROUPS

HEADS = (*INTENT_CLASSES, "choosing", "ready")
"""Log-odds of each class, and of strength >= 2 and strength 3 given need.  Need itself is apart."""

WEIGHTS_FILE = Path(__file__).with_name("weights") / "intent.npz"
F32 = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of one version; the priors of the rule groups are already inside."""

    version: str
    ngrams: F32
    """Need: a weight a bucket of words and letters; a row for texts in which somebody speaks, and
    one for the others."""
    groups: F32
    """A weight a rule group, in the same two rows."""
    bias: float
    head_words: F32
    """The other heads: buckets of words x heads."""
    head_groups: F32
    head_bias: F32

    def save(self, path: Path) -> None:
        """Write the weights, the many as half floats."""
        np.savez_compressed(
            path,
            version=np.array(self.version),
            heads=np.array(HEADS),
            group_names=np.array(GROUPS),
            ngrams=self.ngrams.astype(np.float16),
            groups=self.groups.astype(np.float32),
            bias=np.array(self.bias),
            head_words=self.head_words.astype(np.float16),
            head_groups=self.head_groups.astype(np.float32),
            head_bias=self.head_bias.astype(np.float32),
        )


def read_model(path: Path) -> Model:
    """The model in ``path``; a missing file or one of another make raises ``InvalidInput``."""
    try:
        with np.load(path) as stored:
            same = tuple(stored["heads"]) == HEADS and tuple(stored["group_names"]) == GROUPS
            if not same or stored["ngrams"].shape[-1] != BUCKETS:
                raise InvalidInput(
                    f"{path} was made by another version of the scorer: train it again"
                )
            return Model(
                version=str(stored["version"]),
                ngrams=_two_rows(stored["ngrams"].astype(np.float32)),
                groups=_two_rows(stored["groups"]),
                bias=float(stored["bias"]),
                head_words=stored["head_words"].astype(np.float32),
                head_groups=stored["head_groups"],
                head_bias=stored["head_bias"],
            )
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise InvalidInput(
            f"{path} holds no intent model: name a file made by `leadminer intent train`"
        ) from error


def _two_rows(weights: F32) -> F32:
    """Models made before texts without a speaker had weights of their own hold one row."""
    return np.stack([weights, weights]) if weights.ndim == 1 else weights
