"""What tables hold: their series, their grids and their figures."""
