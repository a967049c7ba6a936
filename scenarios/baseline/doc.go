// Package baseline keeps what a suite measured when its team last accepted it, and finds what has
// moved since, though no claim failed.
//
// A Book is a text file made for diffs: one line a claim, grouped by scenario, with the verdict,
// the measured value and the margin. Read takes back what Write wrote, byte for byte, and nothing
// else: a file that was damaged or merged by half is refused with the place. Compare names each
// claim that moved, came or went.
package baseline
