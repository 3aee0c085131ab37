#!/usr/bin/env python3
"""The training step of our network in PyTorch: the peer of bench/training.ts.

Needs: apt-get install python3-torch  (run with /usr/bin/python3)

Residual U-Net on patches (src/nn/difference_net.ts), logarithm of the squared error under the better
order, Adam. Batches are random numbers, drawn before the clock starts.

  torch_training.py --batch 16 --size 128 --steps 10 --threads 2      prints the median of a step
"""
import argparse, time
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

PATCH, CHANNELS, DOWN, UP = 4, (32, 64, 128), (1, 2, 6), (1, 2)
SLOPE = 0.1


class Residual(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.a, self.b = nn.Conv2d(c, c, 3, padding=1), nn.Conv2d(c, c, 3, padding=1)

    def forward(self, x):
        return x + self.b(F.leaky_relu(self.a(F.leaky_relu(x, SLOPE)), SLOPE))


def residuals(channels, count):
    return nn.Sequential(*(Residual(channels) for _ in range(count)))


class DifferenceNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Conv2d(3 * PATCH**2, CHANNELS[0], 3, padding=1)
        self.tail = nn.Conv2d(CHANNELS[0], 3 * PATCH**2, 3, padding=1)
        self.down = nn.ModuleList(residuals(c, n) for c, n in zip(CHANNELS, DOWN))
        self.up = nn.ModuleList(residuals(c, n) for c, n in zip(CHANNELS, UP))
        pairs = list(zip(CHANNELS, CHANNELS[1:]))
        self.coarser = nn.ModuleList(nn.Conv2d(4 * c, d, 1) for c, d in pairs)
        self.back = nn.ModuleList(nn.Conv2d(d, 4 * c, 1) for c, d in pairs)

    def level(self, i, x):
        x = self.down[i](x)
        if i + 1 == len(CHANNELS):
            return x
        below = self.level(i + 1, self.coarser[i](F.pixel_unshuffle(x, 2)))
        return self.up[i](x + F.pixel_shuffle(self.back[i](below), 2))

    def forward(self, mixture):
        x = self.level(0, self.head(F.pixel_unshuffle((mixture - 0.45) * 4, PATCH)))
        return 0.25 * F.pixel_shuffle(self.tail(F.leaky_relu(x, SLOPE)), PATCH)


def log_error(estimated, true):
    error = lambda d: (d * d).mean((1, 2, 3))
    return torch.log(torch.minimum(error(estimated - true), error(estimated + true)) + 1e-5).mean()


def main():
    p = argparse.ArgumentParser()
    for name, default in dict(batch=16, size=128, steps=10, threads=2).items():
        p.add_argument(f"--{name}", type=int, default=default)
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    net = DifferenceNet()
    adam = torch.optim.Adam(net.parameters(), lr=6e-4)
    first, second = (torch.rand(o.batch, 3, o.size, o.size) for _ in range(2))
    times = []
    for step in range(o.steps + 3):
        start = time.perf_counter()
        adam.zero_grad()
        log_error(net((first + second) / 2), (first - second) / 2).backward()
        adam.step()
        if step >= 3:
            times.append(time.perf_counter() - start)
    count = sum(parameter.numel() for parameter in net.parameters())
    print(f"parameters {count}")
    print(f"median step {1000 * float(np.median(times)):.1f} ms")


main()
