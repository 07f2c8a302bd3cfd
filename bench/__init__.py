"""Speed, held as ratios against peers in one run."""
