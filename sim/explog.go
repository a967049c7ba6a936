package sim

import "math"

// Exp returns e^x.
func Exp(x float64) float64 { return math.Exp(x) }

// Log returns the natural logarithm of x.
func Log(x float64) float64 { return math.Log(x) }

func log1p(x float64) float64 { return math.Log1p(x) }
