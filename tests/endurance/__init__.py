"""What takes too long for `make test`: ten thousand contracts, kills at random, full disks, clocks that jump."""
