package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The charts of the README are what the command draws.
func TestGallery(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"case1", "case2", "case3"} {
		drawn := filepath.Join(t.TempDir(), name+".svg")
		if _, stderr, code := roomsim(t, nil, "plot", name, "-o", drawn); code != 0 || stderr != "" {
			t.Fatalf("%s: got exit code %d and %q, want 0 and nothing", name, code, stderr)
		}
		got, err := os.ReadFile(drawn)
		if err != nil {
			t.Fatal(err)
		}
		file := "../../plots/gallery/" + name + ".svg"
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the command draws any more; look at both, then -update", file)
		}
	}
}
