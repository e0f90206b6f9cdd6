"""The rules of the board: plain values in, plain values out, standard library only."""
