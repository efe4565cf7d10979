"""What a page holds: posts, companies, contact points, times, places. Pure."""
