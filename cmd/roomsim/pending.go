//go:build !windows

package main

import (
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
)

// pending is a file that is being written under another name, in the directory where it will stand.
type pending struct{ *renameio.PendingFile }

// newPending begins a file that will replace path, a symbolic link too, and keep its permissions.
func newPending(path string) (*pending, error) {
	sweep(path)
	f, err := renameio.NewPendingFile(path, renameio.WithTempDir(filepath.Dir(path)),
		renameio.WithPermissions(0o666), renameio.WithExistingPermissions())
	if err != nil {
		return nil, err
	}
	return &pending{f}, nil
}

// commit gives the file its name, once its bytes are safe.
func (p *pending) commit() error {
	if err := p.CloseAtomicallyReplace(); err != nil {
		return err
	}
	syncDir(filepath.Dir(p.Name()))
	return nil
}

// abandon removes the file; after commit it does nothing.
func (p *pending) abandon() { p.Cleanup() }

// syncDir makes a new name safe, where the system can: the file is whole in any case.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}
