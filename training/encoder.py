"""An encoder with an answer for each family and claim type, and blocks as it reads them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoConfig, AutoModel

from claimcheck.extraction.tagger.network import MOST_PIECES
from claimcheck.extraction.tagger.tagger import FAMILIES, TYPES
from claimcheck.extraction.tagger.wordpiece import BEGIN, END, Vocabulary
from training.data import Block

_NAMES = [family.value for family in FAMILIES]
_KINDS = [kind.value for kind in TYPES]
_UNTOLD = -100
#: Labels are taken for right in so many cases: people slip, and a network that is too sure is no use.
_RIGHT = .99
#: The types matter less than where a promise is.
_SHARE_OF_TYPES = .05
_RATE_OF_ANSWERS, _WARM = 1e-3, 100
_ASKED = 48


@dataclass(frozen=True, slots=True)
class Course:
    """How an encoder learns: how often it reads each block, how many at a time, how far it moves at most."""

    rounds: int
    batch: int
    rate: float


@dataclass(frozen=True, slots=True)
class Item:
    """A block as tensors over its pieces: numbers, families, what of these counts, types."""

    numbers: Tensor
    families: Tensor
    counts: Tensor
    types: Tensor


@dataclass(frozen=True, slots=True)
class Words:
    """What a base knows of words: its pieces in order, and the numbers that frame and fill a block."""

    pieces: tuple[str, ...]
    vocabulary: Vocabulary
    begin: int
    end: int
    filler: int


class Encoder(nn.Module):
    """A base model (BERT's or MPNet's kind, with its folder) with an answer for each family and type."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        shape = AutoConfig.from_pretrained(str(base))
        shape.attention_probs_dropout_prob = shape.hidden_dropout_prob = 0.
        if shape.model_type == "bert":
            shape.hidden_act = "gelu_pytorch_tanh"  # what the tagger looks up
        self.words = words_of(base)
        self.body = AutoModel.from_pretrained(str(base), config=shape, add_pooling_layer=False)
        self.rest = nn.Dropout(.1)
        self.answers = nn.Linear(shape.hidden_size, len(_NAMES) + len(_KINDS))

    def forward(self, numbers: Tensor, there: Tensor) -> Tensor:
        found: Tensor = self.answers(self.rest(self.body(numbers, attention_mask=there).last_hidden_state))
        return found


def words_of(base: Path) -> Words:
    """The vocabulary of a base: BERT's, or MPNet's, which frames a text as RoBERTa does."""
    pieces = tuple((base / "vocab.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n"))
    numbers = {piece: number for number, piece in enumerate(pieces)}
    frame = ("<s>", "</s>", "<pad>") if "<s>" in numbers else (BEGIN, END, "[PAD]")
    return Words(pieces, Vocabulary(numbers), *(numbers[piece] for piece in frame))


def item_of(block: Block, words: Words) -> Item:
    """The first pieces of a block with what is said of them."""
    pieces = list(words.vocabulary.pieces(block.text))[: MOST_PIECES - 2]
    numbers = [words.begin, *(piece.number for piece in pieces), words.end]
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
    return Item(torch.tensor(numbers), families * (2 * _RIGHT - 1) + (1 - _RIGHT), counts, types)


def taught(item: Item, answers: Tensor, trust: float) -> Item:
    """The item with an encoder's answers for so much of the truth; for all of it where no label counts."""
    share = torch.where(item.counts > 0, trust, 1.)
    families = share * answers.sigmoid()[:, : len(_NAMES)] + (1 - share) * item.families
    counts = torch.ones_like(item.counts)
    counts[0] = counts[-1] = 0
    return replace(item, families=families, counts=counts)


def learn(encoder: Encoder, items: Sequence[Item], course: Course) -> None:
    """Let the encoder learn from items, its rate rising quickly and falling slowly to nothing."""
    groups = [{"params": encoder.body.parameters(), "most": course.rate},
              {"params": encoder.answers.parameters(), "most": _RATE_OF_ANSWERS}]
    steps = torch.optim.AdamW(groups, lr=course.rate, weight_decay=.01, fused=True)
    batches = [batch for _ in range(course.rounds) for batch in _batches(items, course.batch)]
    encoder.train()
    for step, batch in enumerate(batches):
        for group in steps.param_groups:
            group["lr"] = group["most"] * min(1, (step + 1) / _WARM) * (1 - step / len(batches))
        loss = _loss(encoder, [items[n] for n in batch])
        steps.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(encoder.parameters(), 1.)
        steps.step()
        if step % 100 == 0:
            print(f"{step:6} of {len(batches)}  {loss.item():.4f}", flush=True)
    encoder.eval()


@torch.no_grad()
def answers_of(encoder: Encoder, items: Sequence[Item]) -> list[Tensor]:
    """The encoder's answers to each item, in log-odds: (pieces, families + types)."""
    found: dict[int, Tensor] = {}
    by_length = sorted(range(len(items)), key=lambda n: len(items[n].numbers))
    for start in range(0, len(by_length), _ASKED):
        batch = by_length[start : start + _ASKED]
        for n, said in zip(batch, _asked(encoder, [items[n] for n in batch]), strict=True):
            found[n] = said[: len(items[n].numbers)]
    return [found[n] for n in range(len(items))]


def _batches(items: Sequence[Item], size: int) -> Iterator[list[int]]:
    """Numbers of items of like length, in a new order each time."""
    order = random.sample(range(len(items)), len(items))
    near = [order[n : n + 512] for n in range(0, len(order), 512)]
    by_length = [sorted(group, key=lambda i: len(items[i].numbers)) for group in near]
    cut = [group[n : n + size] for group in by_length for n in range(0, len(group), size)]
    yield from random.sample(cut, len(cut))


def _loss(encoder: Encoder, items: Sequence[Item]) -> Tensor:
    families = _padded([item.families for item in items])
    counts = _padded([item.counts for item in items])
    types = _padded([item.types for item in items], _UNTOLD)
    answers = _asked(encoder, items)
    of_families = functional.binary_cross_entropy_with_logits(
        answers[..., : len(_NAMES)], families, reduction="none")
    loss = (of_families * counts).sum() / counts.sum().clamp(min=1)
    if (types != _UNTOLD).any():
        of_types = answers[..., len(_NAMES) :].flatten(0, 1)
        apart = functional.cross_entropy(of_types, types.flatten(), ignore_index=_UNTOLD)
        loss = loss + _SHARE_OF_TYPES * apart
    return loss


def _asked(encoder: Encoder, items: Sequence[Item]) -> Tensor:
    """Products in half precision, which is several times as fast where the processor has it."""
    numbers = _padded([item.numbers for item in items], encoder.words.filler)
    there = _padded([torch.ones_like(item.numbers) for item in items])
    with torch.autocast("cpu", torch.bfloat16):
        answers: Tensor = encoder(numbers, there)
    return answers.float()


def _padded(parts: list[Tensor], filler: float = 0) -> Tensor:
    return nn.utils.rnn.pad_sequence(parts, batch_first=True, padding_value=filler)
