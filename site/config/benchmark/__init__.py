"""What the site costs, beside what it is compared with, in one run (docs/benchmarks.md). It works on databases of its
own, which it throws away."""
