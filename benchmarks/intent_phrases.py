"""Finding the lexicon's phrases by hashes beside spaCy's PhraseMatcher, and what both find.

    python benchmarks/intent_phrases.py FILE.jsonl [...]

Both are given the same English and Chinese phrases and texts. Ours: fold, tokens, hashes, matches
of a batch (the hashes are those that scoring needs anyway); spaCy's: text in lower case, the
tokenizer of a blank pipeline of each text's language and the matcher. CPU seconds of this process.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher

from leadminer.scoring.features import tokenize
from leadminer.scoring.normalise import fold
from leadminer.scoring.rules import LEXICON, main_lexicon, read_phrases

_LANGS: Final = ("en", "zh")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")


def _with_matcher(lang: str, phrases: list[str]) -> tuple[Language, PhraseMatcher]:
    nlp = spacy.blank(lang)
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("phrase", [nlp.make_doc(phrase.casefold()) for phrase in phrases])
    return nlp, matcher


def main(files: list[str]) -> None:
    """Print the rates and the matches a text of each file."""
    phrases = read_phrases(LEXICON / "en.txt") + read_phrases(LEXICON / "zh.txt")
    lexicon = main_lexicon()
    pipelines = {lang: _with_matcher(lang, [phrase for _, phrase in phrases]) for lang in _LANGS}
    for name in files:
        texts = [json.loads(line)["text"] for line in Path(name).read_text("utf-8").splitlines()]
        began = time.process_time()
        ours = 0
        for start in range(0, len(texts), 256):
            folded = fold(texts[start : start + 256])
            ours += len(lexicon.find(tokenize(folded)).group)
        rate = len(texts) / (time.process_time() - began)
        spoken = [pipelines["zh" if _HAN.search(text) else "en"] for text in texts]
        began = time.process_time()
        theirs = sum(
            len(matcher(nlp.make_doc(text.casefold())))
            for text, (nlp, matcher) in zip(texts, spoken, strict=True)
        )
        beside = len(texts) / (time.process_time() - began)
        print(f"{Path(name).name}: ours {rate:,.0f} docs/s, {ours / len(texts):.1f} outermost"
              f" phrases a text; PhraseMatcher {beside:,.0f} docs/s,"
              f" {theirs / len(texts):.1f} matches of any kind; {rate / beside:.1f} x")  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
