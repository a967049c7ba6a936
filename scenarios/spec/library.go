package spec

import (
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// parse has the library read the text and demands that nothing follows the document. It returns the
// document, nil after reporting a problem.
func (s *source) parse() *yaml.Node {
	d, progress := s.reader()
	var doc, next yaml.Node
	switch err := decode(d, &doc); {
	case errors.Is(err, io.EOF):
		s.wrong(1, 1, "the file is empty", firstLine)
		return nil
	case err != nil:
		s.unreadable(err, progress)
		return nil
	}
	switch err := decode(d, &next); {
	case err == nil:
		s.wrong(next.Line, next.Column, "a second document starts here",
			"expected one scenario per file")
		return nil
	case !errors.Is(err, io.EOF):
		s.wrongAt(s.behindDocument(progress), "text after the end of the document", "")
		return nil
	}
	return &doc
}

// decode reads a document into n. A panic of the library becomes an error: the text is a
// stranger's.
func decode(d *yaml.Decoder, n *yaml.Node) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.New("yaml: the library gave up")
		}
	}()
	return d.Decode(n)
}

// reasonOf returns the library's reason for an error, without its line, which is often wrong.
func reasonOf(err error) string {
	if err == nil {
		return ""
	}
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(msg, "line "); ok {
		if _, reason, ok := strings.Cut(rest, ": "); ok {
			return reason
		}
	}
	return msg
}

// small is a text that may be parsed again and again to find out more about an error.
const small = 32 << 10

// reader returns the library's reader of the text. Of a large text, which is parsed only once, it
// is watched how far it gets.
func (s *source) reader() (*yaml.Decoder, *oneByOne) {
	if len(s.text) <= small {
		return yaml.NewDecoder(strings.NewReader(s.text)), nil
	}
	progress := &oneByOne{text: s.text}
	return yaml.NewDecoder(progress), progress
}

// oneByOne hands out a text byte by byte and so learns how far the library has read.
type oneByOne struct {
	text string
	at   int
}

// Read gives the next byte.
func (o *oneByOne) Read(p []byte) (int, error) {
	if o.at == len(o.text) {
		return 0, io.EOF
	}
	p[0] = o.text[o.at]
	o.at++
	return 1, nil
}

// unreadable reports an error of the library in our words, at our place.
func (s *source) unreadable(err error, progress *oneByOne) {
	f := failure{reason: reasonOf(err)}
	if progress != nil {
		f.at, f.atEnd = before(s.text, progress.at), progress.at == len(s.text)
	} else {
		f.at = s.culprit(f.reason)
		f.atEnd = s.endsInside(f.reason)
	}
	msg, expected := s.reword(&f)
	s.wrongAt(f.at, msg, expected)
}

// failure is an error of the library: why, at which offset, and whether the text just ends too
// early.
type failure struct {
	reason string
	at     int
	atEnd  bool
}

// culpritBytes bounds how much text is parsed again to find the place of an error.
const culpritBytes = 2 << 20

// culprit returns the offset of what the library stumbles over. The library does not tell. Whatever
// comes behind the culprit does not matter, so it is the last character of the shortest text that
// fails for the same reason.
func (s *source) culprit(reason string) int {
	reader := &oneByOne{text: s.text}
	var n yaml.Node
	_ = decode(yaml.NewDecoder(reader), &n)
	return s.shortest(reader.at, func(text string) bool { return fails(text, reason) })
}

// behindDocument returns the offset of what follows the first document and is none.
func (s *source) behindDocument(progress *oneByOne) int {
	if progress != nil {
		return before(s.text, progress.at)
	}
	return s.shortest(len(s.text), func(text string) bool {
		d := yaml.NewDecoder(strings.NewReader(text))
		var n yaml.Node
		if decode(d, &n) != nil {
			return false
		}
		err := decode(d, &n)
		return err != nil && !errors.Is(err, io.EOF)
	})
}

// shortest returns the offset of the last character of the shortest beginning of the text that is
// still wrong, sought backwards from an end, first by lines, then by characters.
func (s *source) shortest(end int, wrong func(text string) bool) int {
	budget := culpritBytes
	still := func(end int) bool {
		budget -= end + 1000
		return budget > 0 && wrong(s.text[:end])
	}
	starts := s.lines()
	for i := len(starts) - 1; i > 0; i-- {
		if starts[i] >= end {
			continue
		}
		if !still(starts[i]) {
			break
		}
		end = starts[i]
	}
	for end > 1 && still(before(s.text, end)) {
		end = before(s.text, end)
	}
	return before(s.text, end)
}

// fails reports whether a text cannot be read for a reason.
func fails(text, reason string) bool {
	var n yaml.Node
	err := decode(yaml.NewDecoder(strings.NewReader(text)), &n)
	return err != nil && reasonOf(err) == reason
}

// before returns the offset of the character before an offset.
func before(text string, at int) int {
	_, size := utf8.DecodeLastRuneInString(text[:at])
	return at - size
}

// endsInside tells a text that ends inside brackets from one that goes on wrongly there: with the
// bracket that closes them, the first one is no longer wrong in the same way.
func (s *source) endsInside(reason string) bool {
	switch reason {
	case noBrace:
		return !fails(s.text+"}", reason)
	case noBracket:
		return !fails(s.text+"]", reason)
	}
	return false
}
