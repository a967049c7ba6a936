package main

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// stale is the age from which a temporary file is taken for one that a killed process left.
const stale = time.Hour

// sweep removes what killed processes left behind when they wrote path: ".case2.svg5577006791".
func sweep(path string) {
	dir, prefix := filepath.Dir(path), "."+filepath.Base(path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), prefix)
		if !ok || len(rest) < 5 || strings.Trim(rest, "0123456789") != "" || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > stale {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
