// Package report writes down what a check came to, in the formats that others read: JSON for
// programs, JUnit for CI servers, GitHub's annotations for its pull requests, Markdown for a job's
// summary, and a page of HTML. A Suite is plain data, filled by whoever ran the scenarios; each
// writer is a pure function of it, so that the same check gives the same bytes anywhere.
//
// Names, titles and paths come from scenario files, and those from strangers. Rule: every text
// passes through timeline.Show, and then through the escapes of its format.
package report
