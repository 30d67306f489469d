"""Tests of the GBFS reader."""
