"""Fine-tunes the small transformer end to end on windows of the corpus. Checkpoints while it runs."""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from augment import disguised
from corpus import FOLDS, Sample, fold_of, read_corpus, read_lines
from network import Network, Shape

WINDOW = 64
STEP = 32
MOST_WINDOWS = 6
# Of a benign text any window is harmless, and the hardest of a few is hard enough.
BENIGN_WINDOWS = 3
BEGIN, PAD, END = 0, 1, 2
# Logits of the linear model beyond which a text is easy.
EASY_BENIGN, EASY_ATTACK = -1.5, 2.0


def windows(ids: list[int]) -> list[list[int]]:
    """Overlapping windows of pieces; a short text is one. Of a very long text evenly spread ones."""
    if len(ids) <= WINDOW:
        return [ids]
    starts = list(range(0, len(ids) - STEP, STEP))
    if len(starts) > MOST_WINDOWS:
        starts = [starts[i * len(starts) // MOST_WINDOWS] for i in range(MOST_WINDOWS)]
    return [ids[start : start + WINDOW] for start in starts]


def batch_of(rows: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    length = max(len(row) for row in rows) + 2
    ids = torch.full((len(rows), length), PAD)
    mask = torch.zeros((len(rows), length))
    for i, row in enumerate(rows):
        ids[i, : len(row) + 2] = torch.tensor([BEGIN, *row, END])
        mask[i, : len(row) + 2] = 1
    return ids, mask


def scores(network: Network, rows: list[list[int]], size: int = 128) -> np.ndarray:
    """Logits of rows, computed in order of their length."""
    network.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    result = np.zeros(len(rows), np.float32)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), size):
            chunk = order[at : at + size]
            logits = network(*batch_of([rows[i] for i in chunk])).float()
            result[chunk] = logits[:, 0].numpy()
    network.train()
    return result


def text_scores(network: Network, parts: list[list[list[int]]]) -> tuple[np.ndarray, list[list[int]]]:
    """For each text, given as its windows, the highest window's logit, and that window."""
    flat = scores(network, [row for rows in parts for row in rows])
    best, chosen, at = [], [], 0
    for rows in parts:
        own = flat[at : at + len(rows)]
        top = int(own.argmax())
        best.append(own[top])
        chosen.append(rows[top])
        at += len(rows)
    return np.array(best), chosen


def report(name: str, logits: np.ndarray, samples: list[Sample]) -> None:
    labels = np.array([sample.label for sample in samples])
    benign = np.sort(logits[labels == 0])
    for rate in (0.005, 0.01, 0.02, 0.05):
        threshold = benign[int(len(benign) * (1 - rate))] if len(benign) else 0
        found = (logits[labels == 1] > threshold).mean() if (labels == 1).any() else 0
        print(f"  {name}: recall {found:.3f} at {rate:.1%} false alarms (logit {threshold:.2f})", flush=True)


def epoch_rows(
    samples: list[Sample], tokenizer: Tokenizer, network: Network, chance: random.Random, first: bool
) -> list[tuple[list[int], float, float]]:
    """Windows with label and weight for one pass: of attacks the window that scores most, of benign texts the window
    that scores most (a hard example) and one at random."""
    texts = [disguised(sample, chance)[:6000] for sample in samples]
    encoded = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    if first:
        # Nothing is known yet of where in a long text its attack is.
        known = [i for i, ids in enumerate(encoded) if samples[i].label == 0 or len(ids) <= WINDOW + STEP]
        samples, encoded = [samples[i] for i in known], [encoded[i] for i in known]
        best = [chance.choice(windows(ids)) for ids in encoded]
    else:
        best = [ids for ids in encoded]
        long = [i for i, ids in enumerate(encoded) if len(ids) > WINDOW]
        parts = [windows(encoded[i]) for i in long]
        looked = [chance.sample(p, min(len(p), BENIGN_WINDOWS)) if samples[i].label == 0 else p for i, p in zip(long, parts)]
        _, tops = text_scores(network, looked)
        for i, top in zip(long, tops):
            best[i] = top
    rows = []
    for sample, ids, top in zip(samples, encoded, best):
        weight = 0.5 if sample.kind == "benign_quoting_attack" else 1.0
        rows.append((top, float(sample.label), weight))
        if not first and sample.label == 0 and len(ids) > WINDOW:
            rows.append((chance.choice(windows(ids)), 0.0, weight))
    return rows


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    chance = random.Random(options.seed)
    corpus, digest = read_corpus(options.corpus)
    print(f"corpus {digest}, {len(corpus)} texts, seed {options.seed}")
    own = read_lines(options.own)
    unsure = unsure_of([*corpus, *own], options.logits, options.easy, chance)
    fit = [s for s in unsure if s.source.startswith("own:") or fold_of(s.source) != options.held_out]
    held = [s for s in corpus if fold_of(s.source) == options.held_out]
    print(f"fit {len(fit)} (own {len(own)}), held out {len(held)}: fold {options.held_out} of {FOLDS}")
    tokenizer = Tokenizer.from_file(str(options.start.parent / "tokenizer.json"))
    state = torch.load(options.start, weights_only=True)
    network = Network(Shape(**state["shape"]))
    network.load_state_dict(state["weights"])
    held_ids = [e.ids for e in tokenizer.encode_batch([s.text for s in held])]
    groups = [
        {"params": [p for n, p in network.named_parameters() if n.startswith("head")], "lr": options.rate * 5},
        {"params": [p for n, p in network.named_parameters() if not n.startswith("head")], "lr": options.rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    peaks = [group["lr"] for group in groups]
    started, step = time.time(), 0
    total = options.epochs * len(fit) // options.batch
    for epoch in range(options.epochs):
        rows = epoch_rows(fit, tokenizer, network, chance, epoch == 0 and options.cold)
        for chunk in shuffled(rows, options.batch, chance):
            warm = min(1.0, (step + 1) / 100) * max(0.05, 1 - step / total)
            for group, peak in zip(optimiser.param_groups, peaks):
                group["lr"] = peak * warm
            ids, mask = batch_of([row for row, _, _ in chunk])
            labels = torch.tensor([label for _, label, _ in chunk]) * 0.96 + 0.02
            weights = torch.tensor([weight for _, _, weight in chunk])
            with torch.autocast("cpu", torch.bfloat16):
                logits = network(ids, mask)[:, 0].float()
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits, labels, weights)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
            if step % 50 == 0:
                save(network, options.out)
                print(f"{time.time() - started:.0f} s, step {step}/{total}, loss {loss.item():.3f}", flush=True)
        save(network, options.out)
        print(f"epoch {epoch + 1} after {time.time() - started:.0f} s", flush=True)
    logits, _ = text_scores(network, [windows(ids) for ids in held_ids])
    report("held out", logits, held)
    np.save(options.out.with_suffix(".held.npy"), logits)


def unsure_of(samples: list[Sample], logits: Path, easy: float, chance: random.Random) -> list[Sample]:
    """Texts on which the linear model, trained without their source, is unsure or wrong, and some of the others: the
    network is only asked about the former."""
    values = [float(line) for line in logits.read_text().split()]
    if len(values) != len(samples):
        raise ValueError(f"{logits}: expected a logit for each of {len(samples)} texts, got {len(values)}")
    def is_easy(sample: Sample, logit: float) -> bool:
        return logit < EASY_BENIGN if sample.label == 0 else logit > EASY_ATTACK
    return [s for s, logit in zip(samples, values) if not is_easy(s, logit) or chance.random() < easy]


def save(network: Network, path: Path) -> None:
    torch.save({"shape": network.shape.as_dict(), "weights": network.state_dict()}, path)


def shuffled(rows: list, size: int, chance: random.Random) -> list[list]:
    """Batches of rows of like length, in random order."""
    order = sorted(rows, key=lambda row: len(row[0]) + chance.random() * 12)
    batches = [order[at : at + size] for at in range(0, len(order), size)]
    chance.shuffle(batches)
    return batches


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="start.pt of prepare.py, or a checkpoint")
    parser.add_argument("--out", type=Path, required=True, help="checkpoint to write after each epoch")
    parser.add_argument("--easy", type=float, default=0.12, help="share of the easy texts that is learned from")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--own", type=Path, required=True, help="texts of the own grammar, by generate.py")
    parser.add_argument("--logits", type=Path, required=True, help="logits of the linear model for corpus and own texts, by linear.ts")
    parser.add_argument("--held-out", type=int, default=0, help="fold whose sources are not trained on")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cold", action="store_true", help="the start has never seen the task")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
