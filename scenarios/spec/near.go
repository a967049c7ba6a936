package spec

import (
	"strings"
	"unicode/utf8"
)

// Bounds on the search for a near word.
const (
	maxNearWord  = 64
	maxNearKnown = 500
)

// Near returns the known word that was probably meant, "" when nothing is near: one that differs by
// few letters, swapped ones count once. A word with the same first letter may differ by more.
func Near(word string, known []string) string {
	if word == "" || len(word) > maxNearWord {
		return ""
	}
	if len(known) > maxNearKnown {
		known = known[:maxNearKnown]
	}
	best, least := "", maxNearWord
	for _, k := range known {
		if k == word || k == "" || len(k) > maxNearWord {
			continue
		}
		a, b := strings.ToLower(word), strings.ToLower(k)
		longer := max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
		allowed := max(1, longer/3)
		if longer > 3 && a[0] == b[0] {
			allowed = max(allowed, longer*3/5)
		}
		if longer < 3 {
			allowed = 0
		}
		if d := distance(a, b, min(allowed, least-1)); d <= allowed && d < least {
			best, least = k, d
		}
	}
	return best
}

// distance counts the letters to insert, delete, replace or swap with their neighbours; above most
// it returns most + 1.
func distance(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if abs(len(x)-len(y)) > most {
		return most + 1
	}
	var rows [3][maxNearWord + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range y {
		last[j+1] = j + 1
	}
	for i := range x {
		row[0] = i + 1
		least := row[0]
		for j := range y {
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+differ(x[i], y[j]))
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

func differ(a, b rune) int {
	if a == b {
		return 0
	}
	return 1
}

func abs(n int) int { return max(n, -n) }
