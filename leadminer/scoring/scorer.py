"""The scorer: texts in, judgements out, in batches; no database, no clock, no exception on text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from leadminer.scoring import records
from leadminer.scoring.batch import BUCKETS, WORD_BUCKET_SHIFT, Batch, learnt_share, read
from leadminer.scoring.by_rules import judge_by_rules
from leadminer.scoring.judging import believed_log_odds, class_of, probability_of, score_of
from leadminer.scoring.language import (
    READ_FOR_WORDS,
    count_scripts,
    detect,
    detect_ascii,
    named,
)
from leadminer.scoring.model import WEIGHTS_FILE, Model, read_model
from leadminer.scoring.reasons import reasons_of
from leadminer.scoring.records import PARTS, Judgement, Reason, ScoringText

BATCH = 64
BATCH_CHARACTERS = 100_000
READ_FOR_SCRIPT = 2_000
LEARNT_LANGUAGES = frozenset({"en", "zh-Hans", "zh-Hant", "und"})


class Scorer:
    """Scores texts with one model.  Immutable after construction: share it between threads."""

    def __init__(self, model: Model) -> None:
        self._model = model

    @property
    def model(self) -> Model:
        """The weights."""
        return self._model

    @property
    def model_version(self) -> str:
        """Version of the weights, stored with every judgement."""
        return self._model.version

    def score(self, text: ScoringText) -> Judgement:
        """The judgement of one text; many at once are far quicker by ``score_many``."""
        return self._score_batch([text])[0]

    def score_many(self, texts: Iterable[ScoringText]) -> Iterator[Judgement]:
        """Judgements in the order of the texts, read and answered in small batches."""
        for _, judgement in self.score_pairs(texts):
            yield judgement

    def score_pairs(self, texts: Iterable[ScoringText]) -> Iterator[tuple[ScoringText, Judgement]]:
        """Like ``score_many``, each text beside its judgement, for streams read but once."""
        for some in batched_texts(texts):
            yield from zip(some, self._score_batch(some), strict=True)

    def _score_batch(self, texts: Sequence[ScoringText]) -> list[Judgement]:
        batch = read(texts)
        languages = self._languages(texts, batch)
        model = self._model
        present = batch.present
        row = (~batch.spoken).astype(np.int64)
        ngrams = model.ngrams.ravel()[batch.bucket + (row * BUCKETS)[batch.doc]]
        ngrams *= batch.value
        owner = batch.grams.text // len(PARTS)
        by_token: npt.NDArray[np.float64] = np.bincount(  # of floats here; NumPy says integers
            batch.token, weights=ngrams, minlength=len(owner)
        ).astype(np.float64, copy=False)
        groups = model.groups[row]
        need = (present * groups).sum(axis=1) + model.bias
        learnt: npt.NDArray[np.float64] = np.bincount(
            owner, weights=by_token, minlength=batch.size
        ).astype(np.float64, copy=False)
        share = learnt_share(present, learnt, batch.spoken)
        by_token *= share[owner]
        need += learnt * share
        heads = self._heads(batch, present)
        reasons = reasons_of(texts, batch, by_token, groups)
        by_rules = {n: name for n, name in enumerate(languages) if name not in LEARNT_LANGUAGES}
        judged = dict(judge_by_rules(texts, batch, by_rules, model.version))
        return [
            judged.get(number)
            or self._judge(
                float(need[number]),
                heads[number],
                language,
                reasons[number],
                spoken=bool(batch.spoken[number]),
            )
            for number, language in enumerate(languages)
        ]

    def _languages(self, texts: Sequence[ScoringText], batch: Batch) -> list[str]:
        """The caller's language where given, else the one the text speaks."""
        width = len(PARTS)
        folded = batch.folded
        languages = []
        for number, text in enumerate(texts):
            if text.lang:
                languages.append(named(text.lang))
            elif text.text.isascii() and text.title.isascii():
                languages.append(detect_ascii(f"{text.title} {text.text[:READ_FOR_WORDS]}"))
            else:
                begin = folded.starts[number * width]
                end = folded.starts[number * width + 1] + min(len(text.text), READ_FOR_SCRIPT)
                scripts = count_scripts(folded.raw[begin:end])
                languages.append(detect(scripts, f"{text.title} {text.text[:READ_FOR_WORDS]}"))
        return languages

    def _heads(self, batch: Batch, present: npt.NDArray[np.float32]) -> list[list[float]]:
        """Class and strength heads of each text: one sparse product over its words."""
        model = self._model
        words = slice(0, batch.words)
        weights = model.head_words[batch.bucket[words] >> WORD_BUCKET_SHIFT]
        weights *= batch.value[words, None]
        heads = present @ model.head_groups + model.head_bias
        owners = batch.doc[words]
        if len(owners):
            # Owners rise within each kind of n-gram: sum the runs, then add them up.
            begin = np.flatnonzero(np.append(True, owners[1:] != owners[:-1]))
            np.add.at(heads, owners[begin], np.add.reduceat(weights, begin, axis=0))
        answer: list[list[float]] = heads.tolist()
        return answer

    def _judge(
        self,
        log_odds: float,
        heads: Sequence[float],
        language: str,
        reasons: tuple[Reason, ...],
        *,
        spoken: bool,
    ) -> Judgement:
        choosing, ready = heads[-2:]
        believed = believed_log_odds(log_odds, spoken=spoken)
        intent = believed > 0
        strength = 0
        if intent:
            strength = 1 + (choosing > 0) + (choosing > 0 and ready > 0)
        return Judgement(
            score=score_of(log_odds),
            probability=probability_of(believed),
            intent=intent,
            intent_class=class_of(intent, heads),
            strength=strength,
            lang=language,
            reasons=reasons,
            model_version=self._model.version,
            confidence_note=records.NOT_CALIBRATED,
            log_odds=log_odds,
            rest=log_odds - sum(reason.weight for reason in reasons),
        )


def batched_texts(texts: Iterable[ScoringText]) -> Iterator[list[ScoringText]]:
    """Lists of at most ``BATCH`` texts and about ``BATCH_CHARACTERS`` characters."""
    some: list[ScoringText] = []
    characters = 0
    for text in texts:
        some.append(text)
        characters += len(text.text) + len(text.title)
        if len(some) >= BATCH or characters >= BATCH_CHARACTERS:
            yield some
            some, characters = [], 0
    if some:
        yield some


@cache
def load_scorer(path: Path | None = None) -> Scorer:
    """The scorer with the weights in ``path`` (a file, or the folder ``intent train`` wrote).

    By default the bundled ones.  Loaded once.  Raises ``InvalidInput`` for a missing file.
    """
    if path is None:
        return Scorer(read_model(WEIGHTS_FILE))
    return Scorer(read_model(path / WEIGHTS_FILE.name if path.is_dir() else path))
