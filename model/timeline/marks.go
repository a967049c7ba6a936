package timeline

import (
	"cmp"
	"slices"
)

// marksInOrder returns the marks by the number of their record; those of one record keep their
// order.
func (t *Timeline) marksInOrder() []Mark {
	byN := func(a, b Mark) int { return cmp.Compare(a.N, b.N) }
	if slices.IsSortedFunc(t.Marks, byN) {
		return t.Marks
	}
	marks := slices.Clone(t.Marks)
	slices.SortStableFunc(marks, byN)
	return marks
}

// marksOf splits marks, in order, into those of record n and those of later ones; marks of earlier
// records, which were not stored, are dropped.
func marksOf(marks []Mark, n uint32) (of, later []Mark) {
	for len(marks) > 0 && marks[0].N < n {
		marks = marks[1:]
	}
	end := 0
	for end < len(marks) && marks[end].N == n {
		end++
	}
	return marks[:end], marks[end:]
}
