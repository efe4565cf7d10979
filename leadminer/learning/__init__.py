"""What outcomes, verdicts and labels teach: frozen features, models, calibration, labelling."""
