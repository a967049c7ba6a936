// Package page writes reports as one page of HTML: for each run the chart, the claims with their
// margins, and the table of records; hovering, zooming, filtering and chains of causes are a few KB
// of script. The page asks for nothing but itself: its policy lets its own style and its own
// script work, by their hashes, and nothing else. Without a script all of it can still be read.
//
// Names and titles come from scenario files, and those from strangers. Rule: what is not a constant
// becomes markup by text only, which shows and escapes it.
package page
