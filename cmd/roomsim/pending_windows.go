package main

import (
	"os"
	"path/filepath"
)

// pending is a file that is being written under another name, in the directory where it will stand.
type pending struct {
	*os.File
	path string
	over bool
}

// newPending begins a file that will replace path.
func newPending(path string) (*pending, error) {
	sweep(path)
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"*")
	if err != nil {
		return nil, err
	}
	return &pending{File: f, path: path}, nil
}

// commit gives the file its name, once its bytes are safe.
func (p *pending) commit() error {
	if err := p.Sync(); err != nil {
		return err
	}
	if err := p.Close(); err != nil {
		return err
	}
	p.over = true
	return os.Rename(p.Name(), p.path)
}

// abandon removes the file; after commit it does nothing.
func (p *pending) abandon() {
	if !p.over {
		p.Close()
		os.Remove(p.Name())
		p.over = true
	}
}
