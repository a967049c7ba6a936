package main

import (
	"bytes"
	"os"
	"path/filepath"

	"roomsim/model/timeline"
	reports "roomsim/scenarios/report"
	"roomsim/scenarios/spec"
)

// onGitHub reports whether a workflow of GitHub runs the command. [GitHub, Default environment
// variables]
func onGitHub() bool { return os.Getenv("GITHUB_ACTIONS") == "true" }

// whereabouts is where the command was called, and where paths for GitHub begin.
type whereabouts struct{ here, top string }

// repository finds the whereabouts: the top is the workflow's checkout, or here.
func repository() whereabouts {
	here, err := os.Getwd()
	if err != nil {
		return whereabouts{}
	}
	if real, err := filepath.EvalSymlinks(here); err == nil {
		here = real
	}
	top, err := filepath.EvalSymlinks(os.Getenv("GITHUB_WORKSPACE"))
	if err != nil || !filepath.IsAbs(top) {
		top = here
	}
	return whereabouts{here, top}
}

// path gives a scenario's file as annotations name it: from the top, with slashes; "" for one that
// is no file of the repository.
func (w whereabouts) path(e *entry) string {
	file := e.File
	switch {
	case e.word == spec.Stdin:
		return ""
	case e.BuiltIn:
		text, err := os.ReadFile(filepath.Join(w.top, file))
		if err != nil || !bytes.Equal(text, e.Text) {
			return ""
		}
	case w.here != "":
		if !filepath.IsAbs(file) {
			file = filepath.Join(w.here, file)
		}
		if rel, err := filepath.Rel(w.top, file); err == nil && filepath.IsLocal(rel) {
			file = rel
		}
	}
	return filepath.ToSlash(file)
}

// summarize appends the summary to the one of the job, on GitHub. One that cannot be written is
// told of and fails nothing: the verdicts stand elsewhere.
func (t *tool) summarize(suite func() *reports.Suite) {
	path := os.Getenv("GITHUB_STEP_SUMMARY")
	if !onGitHub() || path == "" {
		return
	}
	var b bytes.Buffer
	err := suite().Write(&b, "markdown")
	if err == nil {
		err = appendTo(path, b.Bytes())
	}
	if err != nil {
		t.complain("warning: write the job's summary " + timeline.Show(path) + ": " + reason(err))
	}
}

// appendTo appends to a file, all or nothing.
func appendTo(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	before, err := f.Stat()
	if err == nil {
		if _, err = f.Write(text); err != nil && before.Mode().IsRegular() {
			f.Truncate(before.Size())
		}
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
