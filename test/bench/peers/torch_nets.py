"""The networks of rows.ts in PyTorch, by row number. They give logits: PyTorch's losses take them."""
import math

import torch
import torch.nn.functional as F
from torch import nn

BATCH_NORM = {"eps": 0.001, "momentum": 0.01}  # Keras's defaults, in PyTorch's terms


class Channels(nn.Module):
    """Pictures [n, h, w] or [n, h, w, c] as [n, c, h, w]; for c > 1 a view, and so in the memory format channels_last."""

    def forward(self, x):
        return x.unsqueeze(1) if x.dim() == 3 else x.permute(0, 3, 1, 2)


class Augment(nn.Module):
    """Horizontal flip, rotation by up to 0.1 turns and zoom by up to 0.1, as one transformation of each picture."""

    def forward(self, x):
        if not self.training:
            return x
        n = len(x)
        angle = (torch.rand(n) * 2 - 1) * (0.1 * 2 * math.pi)
        zoom = 1 + (torch.rand(n) * 2 - 1) * 0.1
        flip = torch.where(torch.rand(n) < 0.5, -1.0, 1.0)
        cos, sin, zero = zoom * angle.cos(), zoom * angle.sin(), torch.zeros(n)
        theta = torch.stack([cos * flip, -sin, zero, sin * flip, cos, zero], 1).view(n, 2, 3)
        grid = F.affine_grid(theta, list(x.shape), align_corners=False)
        return F.grid_sample(x, grid, padding_mode="reflection", align_corners=False)


class Recurrent(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.embedding = nn.Embedding(10_000, 128)
        self.recurrent = kind(128, 128, batch_first=True)
        self.head = nn.Linear(128, 1)

    def forward(self, tokens):
        outputs, _ = self.recurrent(self.embedding(tokens))
        return self.head(outputs[:, -1])


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        block = lambda: nn.TransformerEncoderLayer(64, 4, 128, dropout=0.0, layer_norm_eps=1e-6, batch_first=True)
        self.embedding = nn.Embedding(10_000, 64)
        self.blocks = nn.Sequential(block(), block())
        self.head = nn.Linear(64, 1)

    def forward(self, tokens):
        return self.head(self.blocks(self.embedding(tokens)).mean(1))


def cnn(*before):
    return nn.Sequential(
        *[Channels(), *before, nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2)],
        *[nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()],
        *[nn.Linear(1600, 128), nn.ReLU(), nn.Linear(128, 10)],
    )


def normalized(channels, filters, padding):
    return [nn.Conv2d(channels, filters, 3, padding=padding), nn.BatchNorm2d(filters, **BATCH_NORM), nn.ReLU()]


def deep_cnn():
    return nn.Sequential(
        *[Channels(), *normalized(3, 32, "same"), *normalized(32, 32, 0), nn.MaxPool2d(2), nn.Dropout(0.25)],
        *[*normalized(32, 64, "same"), nn.MaxPool2d(2), nn.Flatten()],
        *[nn.Linear(7 * 7 * 64, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10)],
    )


def mlp(*widths):
    layers = [nn.Flatten()]
    for width, following in zip(widths, widths[1:]):
        layers += [nn.Linear(width, following), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


NETS = {
    1: lambda: nn.Linear(1, 1),
    2: lambda: mlp(784, 128, 10),
    3: lambda: mlp(784, 512, 256, 10),
    4: cnn,
    5: deep_cnn,
    6: lambda: Recurrent(nn.LSTM),
    7: lambda: Recurrent(nn.GRU),
    8: Encoder,
    9: lambda: cnn(Augment()),
}
