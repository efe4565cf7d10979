"""What a text means: times, contact points, languages, the words of labels."""
