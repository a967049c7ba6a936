package spec

import (
	"fmt"
	"strings"

	"roomsim/model/timeline"
)

// The grammar of texts as regular expressions that every validator reads in the same way: no
// classes of Unicode, no looking ahead. Letters are what is not known to be none.
const (
	numberText = `(0|[1-9][0-9]*)(\.[0-9]+)?`
	spanPart   = numberText + `(ns|us|µs|μs|ms|s|min|m|h|d)`
	spanText   = `(0|(` + spanPart + `)+)`
	noLetters  = `\x7f-\xa9≈±`
	nameText   = `[^\x00-,./:-@\[-^\x60{-\x7f]{1,64}`
	markText   = `[^\x00-@\[-\x60{` + noLetters + `][^\x00-&(-/:-@\[-^\x60{` + noLetters + `]*`
	plusText   = `(\s*\+\s*` + spanText + `|\s*-\s*(` + spanText + `|` + markText + `))?`
	termText   = `(` + markText + plusText + `|` + spanText + `)\s*`
	amountText = `\s*(` + spanText + `|` + numberText + `%)\s*`
	chainText  = `((<=?|>=?|=)\s*` + termText + `)+`
	nearText   = `[≈~]\s*` + termText + `((±|\+-)` + amountText + `|\(\s*([+-]` + amountText + `)+\))`
)

func exactly(text string) string { return "^" + text + "$" }

func quantityText(q *quantity) string {
	return exactly(numberText + "(" + strings.ReplaceAll(q.unitNames(), " ", "|") + ")")
}

func upTo(u uint64) *uint64 { return &u }

// named makes the kinds that have a definition of their own, nil for others. A text is any scalar
// but null: YAML makes numbers and truths of some, which an editor need not propose.
func named(kind string) *schema {
	s := spelled(kind)
	if s != nil && s.Type == nil && s.If == nil {
		s.If = &schema{Type: []string{"array", "object", "null"}}
		s.Then = &schema{Type: "string", ErrorMessage: s.ErrorMessage}
	}
	return s
}

// spelled says how a kind is written.
func spelled(kind string) *schema {
	s := &schema{}
	switch kind {
	case "duration":
		s.Title, s.ErrorMessage = "Duration", "expected a duration such as 10s"
		s.Type, s.Pattern = []string{"string", "integer"}, exactly(spanText)
		s.If = &schema{Type: "integer"}
		s.Then = &schema{Const: 0, ErrorMessage: s.ErrorMessage}
	case "some duration":
		s.Title, s.ErrorMessage = "Duration", "expected a duration such as 10s, more than 0"
		s.Type, s.Pattern = "string", exactly(`(`+spanPart+`)+`)
		s.AllOf = []*schema{{Pattern: "[1-9]", ErrorMessage: "must be more than 0"}}
	case "share", "some share":
		s.Title, s.ErrorMessage = "Share", "expected a share such as 2.5%, or a number from 0 to 1"
		s.Type = []string{"string", "number"}
		s.Pattern = exactly(`((100(\.0+)?|[1-9]?[0-9](\.[0-9]+)?)%|0(\.[0-9]+)?|1(\.0+)?)`)
		s.Minimum, s.Maximum = upTo(0), upTo(1)
		if kind != "share" {
			s.Minimum, s.ExclusiveMinimum = nil, upTo(0)
			s.AllOf = []*schema{{Pattern: "[1-9]", ErrorMessage: "must be more than 0"}}
		}
	case "rate":
		s.Title, s.ErrorMessage = "Rate", "expected "+rates().example
		s.Type, s.Pattern = "string", quantityText(rates())
	case "bytes":
		s.Title, s.ErrorMessage = "Bytes", "expected bytes such as 64kB"
		s.Type, s.Pattern = "string", quantityText(sizes())
	case "size":
		s.Title, s.ErrorMessage = "Bytes", "expected "+messageSizes().example
		s.Type, s.Pattern = "string", quantityText(messageSizes())
	case "text":
		s.Title, s.ErrorMessage = "Text", "expected a text"
	case "name":
		s.Title, s.ErrorMessage = "Name", "expected a-z, 0-9 and -, at most 64"
		s.Pattern, s.Minimum = `^[a-z0-9][a-z0-9-]{0,63}$`, upTo(0)
		s.Not = &schema{Pattern: `^(con|prn|aux|nul|(com|lpt)[0-9])$`, Type: "string"}
	case "instant":
		s.Title, s.ErrorMessage = "Instant", "expected a time such as 5s, T3 or cut + 5m"
		s.Pattern = exactly(`\s*(` + markText + `(\s*(\+\s*` + spanText + `|-\s*0[^1-9]*))?|` + spanText +
			`)\s*`)
		s.If = &schema{Type: []string{"number", "array", "object", "null"}}
		s.Then = &schema{Const: 0, ErrorMessage: s.ErrorMessage}
	case "mark":
		s.Title, s.called = "Mark", "name of a mark"
		s.ErrorMessage = "expected a mark: a letter, then letters, digits, _ and primes"
		s.Pattern, s.Not = exactly(markText), &schema{Enum: []string{"all", "server", "end"}}
	case "relation":
		s.Title = "Relation"
		s.ErrorMessage = "expected a relation such as T1 ≈ T0 + 120ms ± 5ms or T3 + 90s < T5 < T3 + 20m"
		s.Type, s.Pattern = "string", exactly(`\s*`+termText+`(`+chainText+`|`+nearText+`)\s*`)
		s.MaxLength = 1000
	case "client":
		s.called = "name of a client"
		s.Title, s.ErrorMessage = "Client", "expected letters, digits, _ and -, at most 64"
		s.Pattern, s.Not = exactly(nameText+`(-[1-9][0-9]*)?`),
			&schema{Enum: []string{"all", "server", "end"}}
	case "link":
		s.Title, s.ErrorMessage = "Link", "expected all, a client, or one direction such as A.up"
		s.Pattern = exactly(nameText + `(-[1-9][0-9]*)?(\.(up|down))?`)
	case "callback's name":
		s.Title = "Callback's name"
		s.ErrorMessage = "expected a letter, then letters, digits, _ and -, at most 64"
		s.Pattern = `^[A-Za-z][A-Za-z0-9_-]{0,63}$`
	case "profile":
		s.Title, s.ErrorMessage = "Profile", "expected the name of a profile, not a path"
		s.Pattern = `^[^/\\]+$`
	case "file name":
		s.Title, s.ErrorMessage = "File", "expected the name of a file beside this one"
		s.Pattern = `^[^/\\][^\\]*$`
	case "weather file":
		s.Title = "Weather file"
		s.ErrorMessage = "expected a built-in weather, or a .yaml file beside this one"
		s.Pattern = `^[^/\\][^\\]*\.ya?ml$`
	case "regular expression":
		s.Title, s.ErrorMessage = "Regular expression", "expected a regular expression of RE2"
		s.MinLength, s.MaxLength = 1, maxExpr
	case "layout":
		s.Title = "Layout of a time"
		s.ErrorMessage = "expected hours, minutes and seconds such as 2006-01-02 15:04:05.000"
		s.Pattern = "4.*5|5.*4"
	case "offset":
		s.Title, s.ErrorMessage = "Offset", "expected UTC or an offset such as +02:00"
		s.Pattern = `^[+-][0-2][0-9]:[0-5][0-9]$`
	case "clock":
		s.Title, s.ErrorMessage = "Clock", "expected a span such as -35ms"
		s.Pattern = exactly("-?" + spanText)
	default:
		return nil
	}
	return s
}

// unitOf says how a kind is written, "" if its name or pattern says it.
func (k *Key) unitOf(kind string) string {
	most, more := "", ""
	if k.Most > 0 {
		most = fmt.Sprintf(" to %d", k.Most)
	}
	if k.Least == 1 {
		more = ", more than 0"
	}
	switch kind {
	case "whole number":
		return fmt.Sprintf("a whole number from %d%s", k.Least, most)
	case "number":
		return fmt.Sprintf("a number from %d%s, at most three places", k.Least, most)
	case "duration", "delay":
		return "a duration in ns us ms s m min h d" + more
	case "share":
		return "a share: percent, or a number from 0 to 1" + more
	case "rate":
		return "a rate in " + rates().unitNames()
	case "bytes":
		return "bytes in " + sizes().unitNames()
	case "size":
		return "bytes in " + messageSizes().unitNames()
	case "instant":
		return "units are ns us ms s m min h d"
	}
	return ""
}

// kinds splits what a key takes, beside its words: "duration or law".
func (k *Key) kinds() []string {
	rest := strings.TrimPrefix(k.Kind, "a ")
	before, list, ok := strings.Cut(rest, "list of ")
	if !ok {
		return strings.Split(rest, " or ")
	}
	before = strings.TrimSuffix(before, " or ")
	if before == "" {
		return []string{"list of " + list}
	}
	return []string{before, "list of " + list}
}

// nameKeys are the keys of a profile's names:.
func nameKeys() []string { return append(callbacks(), spellings(timeline.Reasons())...) }
