"""Instruments, provisions and treaty acts that statements mention."""
