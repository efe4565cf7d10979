"""The scorer as a spaCy pipeline component: ``Doc._.intent``, ``Doc._.reasons``.

Any pipeline may carry it; ``blank_pipeline`` makes the small one we use.  The operator's own
phrases are found by a ``PhraseMatcher`` and stand beside the reasons in ``Doc.spans["intent"]``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import compile_infix_regex
from srsly.msgpack import msgpack_decoders, msgpack_encoders

from leadminer.scoring.language import named
from leadminer.scoring.model import WEIGHTS_FILE
from leadminer.scoring.records import Judgement, Reason, ScoringText
from leadminer.scoring.scorer import Scorer, load_scorer

SPAN_GROUP = "intent"
BLANK_LANGUAGES = {"zh-Hans": "zh", "zh-Hant": "zh", "und": "xx"} | dict.fromkeys(
    ("ja", "ko", "th", "vi"), "xx"
)
"""Ours to spaCy's; Chinese is cut by characters, those cut as any tongue would need packages."""

_CUT = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
BETWEEN_CHARACTERS = rf"(?<=[{_CUT}])(?=\S)|(?<=\S)(?=[{_CUT}])"
"""Beside Han and kana: the pipeline for any tongue cuts there; else spans were whole clauses."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_ON_THE_WIRE = {one.__name__: one for one in (Judgement, Reason, ScoringText)}
_KIND = "leadminer"


class _ForgivingTokenizer:
    """A pipeline's tokenizer that takes unpaired surrogates, too; spaCy cannot store them.

    Each becomes U+FFFD, one character for one, so that spans stay where they were.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __call__(self, text: str) -> Doc:
        doc: Doc = self._inner(text if text.isascii() else _SURROGATE.sub("\ufffd", text))
        return doc

    def __getattr__(self, name: str) -> Any:
        if name == "_inner":  # asked for while it is unpickled
            raise AttributeError(name)
        return getattr(self._inner, name)


def _to_wire(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """Judgements as plain objects: ``n_process``, ``Doc.to_bytes`` and ``DocBin`` need it."""
    if type(value) in _ON_THE_WIRE.values():
        named_values = {field.name: getattr(value, field.name) for field in fields(value)}
        return {_KIND: type(value).__name__} | named_values
    return value if chain is None else chain(value)


def _from_wire(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and value.get(_KIND) in _ON_THE_WIRE:
        given = {name: entry for name, entry in value.items() if name != _KIND}
        given |= {name: tuple(given[name]) for name in ("reasons", "section") if name in given}
        return _ON_THE_WIRE[value[_KIND]](**given)
    return value if chain is None else chain(value)


msgpack_encoders.register("leadminer_judgement", func=_to_wire)
msgpack_decoders.register("leadminer_judgement", func=_from_wire)


def _register() -> None:
    if not Doc.has_extension("intent"):
        Doc.set_extension("intent", default=None)
        Doc.set_extension("reasons", default=())
        Doc.set_extension("scoring_text", default=None)


class LeadScorer:
    """Judges each document; set ``Doc._.scoring_text`` first to add title and place."""

    def __init__(self, nlp: Language, scorer: Scorer, phrases: dict[str, list[str]]) -> None:
        _register()
        self._scorer = scorer
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for label, some in phrases.items():
            self._matcher.add(label, [nlp.make_doc(phrase) for phrase in some])

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights beside the pipeline, so that its folder is whole."""
        path.mkdir(parents=True, exist_ok=True)
        self._scorer.model.save(path / WEIGHTS_FILE.name)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> LeadScorer:
        """Take the weights of a pipeline's folder: the component's own, or those beside it."""
        for folder in (path, path.parent):
            if (folder / WEIGHTS_FILE.name).is_file():
                self._scorer = load_scorer(folder)
                break
        return self

    def __call__(self, doc: Doc) -> Doc:
        text = doc._.scoring_text or ScoringText(id="", text=doc.text)
        self._store(doc, self._scorer.score(text))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Documents in, the same documents out, scored in batches."""
        waiting: list[Doc] = []
        for doc in stream:
            waiting.append(doc)
            if len(waiting) >= batch_size:
                yield from self._judge_all(waiting)
                waiting = []
        yield from self._judge_all(waiting)

    def _judge_all(self, docs: list[Doc]) -> Iterator[Doc]:
        texts = (doc._.scoring_text or ScoringText(id="", text=doc.text) for doc in docs)
        for doc, judgement in zip(docs, self._scorer.score_many(texts), strict=True):
            self._store(doc, judgement)
            yield doc

    def _store(self, doc: Doc, judgement: Judgement) -> None:
        doc._.intent = judgement
        doc._.reasons = judgement.reasons
        spans = [span for span in (_span(doc, reason) for reason in judgement.reasons) if span]
        if len(self._matcher):
            spans += self._matcher(doc, as_spans=True)
        doc.spans[SPAN_GROUP] = spans


def _span(doc: Doc, reason: Reason) -> Span | None:
    if reason.field != "text":
        return None
    return doc.char_span(reason.start, reason.end, label=reason.label, alignment_mode="expand")


@Language.factory("lead_scorer", default_config={"weights": None, "phrases": {}})
def make_lead_scorer(
    nlp: Language, name: str, weights: str | None, phrases: dict[str, list[str]]
) -> LeadScorer:
    """spaCy's factory; ``weights`` is a model file or folder, by default the bundled one."""
    if not isinstance(nlp.tokenizer, _ForgivingTokenizer):
        nlp.tokenizer = _ForgivingTokenizer(nlp.tokenizer)
    return LeadScorer(nlp, load_scorer(Path(weights) if weights else None), phrases)


def write_pipeline(folder: Path) -> None:
    """Make ``folder``, which holds weights, a pipeline for ``spacy.load``, for texts of any tongue.

    The weights stay where they are: the component looks beside its own folder, too.
    """
    nlp = blank_pipeline("und")
    nlp.meta |= {"name": "lead_scorer", "spacy_version": ">=3.8,<4"}
    nlp.to_disk(folder, exclude=["lead_scorer"])


def blank_pipeline(language: str, *, phrases: dict[str, list[str]] | None = None) -> Language:
    """A tokenizer and the scorer, nothing else; ``language`` is a tag, known to spaCy or not."""
    tag = named(language)
    try:
        nlp = spacy.blank(BLANK_LANGUAGES.get(tag, tag))
    except ImportError:  # no such language there, or one whose tokenizer is not installed
        nlp = spacy.blank("xx")
    if nlp.lang == "xx":
        infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), BETWEEN_CHARACTERS])
        cutter: Any = nlp.tokenizer
        cutter.infix_finditer = infixes.finditer
    nlp.add_pipe("lead_scorer", config={"phrases": phrases or {}})
    return nlp
