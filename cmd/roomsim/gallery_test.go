package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

const galleryDir = "../../plots/gallery"

// drawings are the commands of the README that draw pictures: `roomsim plot … -o NAME.svg`.
var drawings = regexp.MustCompile("`(roomsim plot [^`]* -o ([a-z0-9-]+\\.svg))`")

// pictures are the images that the README shows.
var pictures = regexp.MustCompile(`\]\(plots/gallery/([^)]*)\)`)

// TestGallery runs the commands that the README gives for its pictures. With -update the gallery
// takes what they draw.
func TestGallery(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var drawn []string
	for _, m := range drawings.FindAllSubmatch(readme, -1) {
		command, name := string(m[1]), string(m[2])
		if slices.Contains(drawn, name) {
			t.Errorf("README.md: %s is drawn twice; want one command for each picture", name)
		}
		drawn = append(drawn, name)
		cmd := exec.Command("bash", "-c", command)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("README.md: %s: %s\n%s", command, err, out)
			continue
		}
		holdPicture(t, filepath.Join(galleryDir, name), filepath.Join(dir, name))
	}
	for _, m := range pictures.FindAllSubmatch(readme, -1) {
		if !slices.Contains(drawn, string(m[1])) {
			t.Errorf("README.md shows %s; want the command that draws it beside it", m[1])
		}
	}
	files, err := os.ReadDir(galleryDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(drawn, f.Name()) {
			t.Errorf("plots/gallery/%s: no command of the README draws it; want one, or no file", f.Name())
		}
	}
}

// holdPicture compares a picture of the gallery with what is drawn, or takes it over.
func holdPicture(t *testing.T, file, drawn string) {
	t.Helper()
	got, err := os.ReadFile(drawn)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(file)
	switch {
	case *update:
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	case err != nil || !bytes.Equal(got, want):
		t.Errorf("%s is not what the README's command draws; look at both, then -update", file)
	}
}
