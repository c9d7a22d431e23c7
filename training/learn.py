"""Learn the tagger from labelled copy, and write its folder.

    pip install -e '.[training]'
    python -m training.learn LABELLED.jsonl... --base MINILM --out rules/tagger

``MINILM`` is a folder with the encoder all-MiniLM-L6-v2 (Apache licence 2.0; ``vocab.txt``,
``config.json``, ``model.safetensors``). What the tagger is to be measured on must not be among the files.
Besides them it learns from the examples of the rule files and from the shipped campaign, so that what they
promise stays found. A run with the same files and seed gives the same tagger on the same machine.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from claimcheck.extraction.tagger.network import MOST_PIECES
from claimcheck.extraction.tagger.tagger import FAMILIES, TYPES
from claimcheck.extraction.tagger.wordpiece import BEGIN, END, Vocabulary
from training.data import Block, blocks
from training.store import store

_NAMES = [family.value for family in FAMILIES]
_KINDS = [kind.value for kind in TYPES]
_UNTOLD = -100
#: Labels are taken for right in so many cases: people slip, and a network that is too sure is no use.
_RIGHT = .99
#: The types matter less than where a promise is.
_SHARE_OF_TYPES = .05
_BATCH, _RATE, _RATE_OF_ANSWERS, _WARM = 16, 8e-5, 1e-3, 100
#: Our own sentences are short and few: each is learned so many times in a round.
_OWN = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A block as tensors over its pieces: numbers, families, what of these counts, types."""

    numbers: Tensor
    families: Tensor
    counts: Tensor
    types: Tensor


class Encoder(nn.Module):
    """The base model with an answer for each family and type."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(str(base), hidden_act="gelu_new", add_pooling_layer=False)
        self.rest = nn.Dropout(.1)
        self.answers = nn.Linear(self.body.config.hidden_size, len(_NAMES) + len(_KINDS))

    def forward(self, numbers: Tensor, there: Tensor) -> Tensor:
        found: Tensor = self.answers(self.rest(self.body(numbers, attention_mask=there).last_hidden_state))
        return found


def main() -> None:
    options = _options()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    words = (options.base / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    vocabulary = Vocabulary({word: number for number, word in enumerate(words)})
    read = blocks(options.files, options.campaign)
    items = [item_of(block, vocabulary) for block in read for _ in range(_OWN if block.own else 1)]
    print(f"{len(items):,} blocks, {sum(len(item.numbers) for item in items):,} pieces")
    encoder = Encoder(options.base)
    _learn(encoder, items, options.rounds)
    store(options.out, encoder, words)


def item_of(block: Block, vocabulary: Vocabulary) -> Item:
    """The first pieces of a block with what is said of them."""
    pieces = list(vocabulary.pieces(block.text))[: MOST_PIECES - 2]
    numbers = [vocabulary.numbers[BEGIN], *(piece.number for piece in pieces), vocabulary.numbers[END]]
    families, counts = torch.zeros(len(numbers), len(_NAMES)), torch.ones(len(numbers), len(_NAMES))
    types = torch.full((len(numbers),), _UNTOLD)
    counts[0] = counts[-1] = 0
    for span in block.spans:
        inside = [n for n, piece in enumerate(pieces, 1) if piece.start < span.end and span.start < piece.end]
        if span.doubtful:
            counts[inside, _NAMES.index(span.family)] = 0
        else:
            families[inside, _NAMES.index(span.family)] = 1
        if span.type in _KINDS:
            types[inside] = _KINDS.index(span.type)
    return Item(torch.tensor(numbers), families, counts, types)


def _learn(encoder: Encoder, items: Sequence[Item], rounds: int) -> None:
    groups = [{"params": encoder.body.parameters()}, {"params": encoder.answers.parameters()}]
    steps = torch.optim.AdamW(groups, lr=_RATE, weight_decay=.01)
    encoder.train()
    batches = [batch for _ in range(rounds) for batch in _batches(items)]
    for step, batch in enumerate(batches):
        pace = min(1, (step + 1) / _WARM) * (1 - step / len(batches))
        for group, rate in zip(steps.param_groups, (_RATE, _RATE_OF_ANSWERS), strict=True):
            group["lr"] = rate * pace
        loss = _loss(encoder, [items[n] for n in batch])
        steps.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(encoder.parameters(), 1.)
        steps.step()
        if step % 200 == 0:
            print(f"{step:6} of {len(batches)}  {loss.item():.4f}", flush=True)
    encoder.eval()


def _batches(items: Sequence[Item]) -> Iterator[list[int]]:
    """Numbers of items of like length, in a new order each time."""
    order = random.sample(range(len(items)), len(items))
    near = [order[n : n + 512] for n in range(0, len(order), 512)]
    by_length = [sorted(group, key=lambda i: len(items[i].numbers)) for group in near]
    cut = [group[n : n + _BATCH] for group in by_length for n in range(0, len(group), _BATCH)]
    yield from random.sample(cut, len(cut))


def _loss(encoder: Encoder, items: Sequence[Item]) -> Tensor:
    numbers = _padded([item.numbers for item in items])
    there = _padded([torch.ones_like(item.numbers) for item in items])
    families = _padded([item.families for item in items])
    counts = _padded([item.counts for item in items])
    types = _padded([item.types for item in items], _UNTOLD)
    wanted = families * (2 * _RIGHT - 1) + (1 - _RIGHT)
    answers = encoder(numbers, there)
    of_families = functional.binary_cross_entropy_with_logits(
        answers[..., : len(_NAMES)], wanted, reduction="none")
    loss = (of_families * counts).sum() / counts.sum()
    if (types != _UNTOLD).any():
        of_types = answers[..., len(_NAMES) :].flatten(0, 1)
        apart = functional.cross_entropy(of_types, types.flatten(), ignore_index=_UNTOLD)
        loss = loss + _SHARE_OF_TYPES * apart
    return loss


def _padded(parts: list[Tensor], filler: float = 0) -> Tensor:
    return nn.utils.rnn.pad_sequence(parts, batch_first=True, padding_value=filler)


def _options() -> argparse.Namespace:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--base", type=Path, required=True, help="the folder of the encoder to begin with")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write")
    parser.add_argument("--campaign", type=Path, default=Path("examples"))
    parser.add_argument("--rounds", type=int, default=3, help="how often every block is learned")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    np.seterr(all="raise")
    main()
