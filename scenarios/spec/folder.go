package spec

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/scenarios"
	"roomsim/sim"
)

// Bounds on the files that a scenario names.
const (
	maxBeside    = 4 << 20  // bytes of one
	maxBesideAll = 16 << 20 // bytes of all together
)

// folder is where the files lie that a scenario names: that of its file, the built-in ones, or the
// working directory for the standard input. Rule: nothing outside it is read, and nothing twice.
type folder struct {
	dir     string // as messages show it
	builtIn bool
	bytes   int // read so far
	files   map[purpose]*file
	names   []string // of the files, in the order of their reading
}

// file is a file that a scenario names: its text, or why there is none; and what was made of it.
type file struct {
	shown         string // as messages name it
	text          []byte
	msg, expected string
	trace         *model.Trace
	table         *sim.Table
	rows          []scheduleRow
	weather       *Weather
	read          bool // and what is wrong with it has been said
}

// purpose is a file's name and what it is read as.
type purpose struct{ name, what string }

// newFolder returns the folder of a directory, or of the built-in scenarios.
func newFolder(dir string, builtIn bool) *folder {
	return &folder{dir: dir, builtIn: builtIn, files: map[purpose]*file{}}
}

// shown is how messages name a file.
func (b *folder) shown(name string) string {
	if b.builtIn {
		return path.Join(b.dir, name)
	}
	return filepath.Join(b.dir, filepath.FromSlash(name))
}

// inputs are the paths of the files that have been read.
func (b *folder) inputs() []string {
	var list []string
	if b == nil || b.builtIn {
		return nil
	}
	for _, name := range b.names {
		list = append(list, b.shown(name))
	}
	return list
}

// open opens a file. Nothing but a regular one is opened: a pipe would wait for its other end.
func (b *folder) open(name string) (fs.File, error) {
	if b.builtIn {
		return scenarios.Open(name)
	}
	root, err := os.OpenRoot(cmp.Or(b.dir, "."))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	return root.Open(name)
}

var errNotRegular = errors.New("is not a regular file")

// has reports whether there is a file of that name.
func (b *folder) has(name string) bool {
	if b == nil || !fs.ValidPath(name) {
		return false
	}
	f, err := b.open(name)
	if err == nil {
		f.Close()
	}
	return err == nil
}

// beside finds the file that a node names; nil after reporting why there is none.
func (d *decoder) beside(n *yaml.Node, key, what string) *file {
	given, ok := d.text(n, key, "the name of "+what)
	if !ok {
		return nil
	}
	home := "scenario"
	if d.weathers == nil {
		home = "weather file"
	}
	expected := "expected the name of a file beside the " + home
	name := path.Clean(given)
	switch {
	case d.folder == nil:
		d.wrong(n, "a file can be named only in a scenario", "")
	case given == "":
		d.wrong(n, key+" is empty", expected)
	case path.IsAbs(given) || filepath.IsAbs(given) || filepath.VolumeName(given) != "":
		d.wrong(n, show(given)+" is an absolute path", expected)
	case strings.ContainsRune(given, '\\'):
		d.wrong(n, show(given)+" has a backslash", "expected / between folders")
	case name == ".." || strings.HasPrefix(name, "../"):
		d.wrong(n, show(given)+" lies outside the "+home+"'s folder", expected)
	default:
		f := d.folder.file(path.Join(d.dir, name), what)
		if f.msg == "" {
			d.rep.opened(f.shown)
			return f
		}
		d.wrong(n, f.msg, f.expected)
	}
	return nil
}

// file reads a file, unless it has been read before.
func (b *folder) file(name, what string) *file {
	key := purpose{name, what}
	if f := b.files[key]; f != nil {
		return f
	}
	f := &file{shown: b.shown(name)}
	b.files[key] = f
	if b.bytes > maxBesideAll {
		f.msg = "the files that a scenario names are larger than 16 MiB together (the bound)"
		return f
	}
	text, err := b.load(name)
	b.bytes += len(text)
	shown := show(f.shown)
	switch {
	case err == nil && len(text) > maxBeside:
		f.msg = shown + " is larger than 4 MiB (the bound)"
	case err == nil:
		f.text = bytes.TrimPrefix(text, []byte(bom))
		b.names = append(b.names, name)
	case errors.Is(err, fs.ErrNotExist):
		f.msg, f.expected = "open "+shown+": no such file", "expected "+what
	case errors.Is(err, fs.ErrPermission):
		f.msg = "open " + shown + ": permission denied"
	case errors.Is(err, errNotRegular):
		f.msg, f.expected = shown+" is not a regular file", "expected "+what
	case strings.Contains(err.Error(), "escapes"): // os.Root has no name for this error
		f.msg = shown + " leads outside the scenario's folder"
	default:
		f.msg = "open " + shown + ": cannot be read"
	}
	return f
}

// load reads a file, at most one byte more than the bound.
func (b *folder) load(name string) ([]byte, error) {
	f, err := b.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(f, maxBeside+1))
}
