"""The benchmarks, side by side with the peers."""
