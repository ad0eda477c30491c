"""Hands out the memory of the GPUs that this machine shows through NVML."""
