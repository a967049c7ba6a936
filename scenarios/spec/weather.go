package spec

import (
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model"
)

// weather is what a mapping of link keys says.
type weather struct {
	to    model.Weather
	keys  model.WeatherKeys
	text  string   // for people: "delay 50ms loss 2.5%"
	named *Weather // the weather file that it rests on

	dropped string // of the text, the messages that are dropped
}

// weatherExample is what link keys look like, for messages.
const weatherExample = "{delay: 50ms, loss: 2.5%}"

// weather reads the keys of a link.
func (d *decoder) weather(n *yaml.Node, what string) weather {
	if n.Kind != yaml.MappingNode {
		d.expected(n, what, "a mapping such as "+weatherExample)
		return weather{}
	}
	return d.form(n, levelWeather).weather()
}

// weather reads the keys of a link.
func (f *form) weather() (w weather) {
	if len(f.node.Content) == 0 {
		f.d.wrong(f.node, "nothing is set", "expected keys such as "+weatherExample)
	}
	var said []string
	if n := f.get("weather"); n != nil {
		w.named = f.d.named(n)
		said = append(said, "weather "+stem(n.Value))
	}
	for _, read := range linkParts {
		if text := read(f, &w); text != "" {
			said = append(said, text)
		}
	}
	w.text = strings.Join(said, " ")
	return w
}

// linkParts read the parts of a weather, in the order in which people are told of them. Each gives
// its text, "" if it is not set.
var linkParts = [...]func(*form, *weather) string{(*form).delayKey, (*form).orderKey,
	(*form).lossKeys, (*form).dropKey, (*form).shareKeys, (*form).reorderKey, (*form).neckKeys}

func (f *form) delayKey(w *weather) string {
	n := f.get("delay")
	if n == nil {
		return ""
	}
	w.keys |= model.SetsDelay
	w.to.Delay, w.to.Correlation = f.d.delay(n)
	return "delay " + w.to.Delay.String()
}

func (f *form) orderKey(w *weather) string {
	n := f.get("order")
	if n == nil {
		return ""
	}
	w.keys |= model.SetsOrder
	words := orders()
	i, _ := f.d.choice(n, "order", words)
	w.to.InOrder = i == 1
	return "order " + words[i]
}

func (f *form) lossKeys(w *weather) string {
	if f.get("loss") != nil {
		w.keys |= model.SetsLoss
		return f.loss(&w.to)
	}
	if f.get("burst") != nil {
		f.d.wrong(f.keyNode("burst"), `"burst" has no effect without "loss"`,
			"loss and burst are set together")
	}
	return ""
}

func (f *form) dropKey(w *weather) string {
	n := f.get("drop")
	switch {
	case n == nil:
		return ""
	case f.keeps("drop"):
		w.to.Drop, w.dropped = f.earlier.to.Drop, f.earlier.dropped // which goes on counting
	default:
		w.to.Drop, w.dropped = f.d.drop(n)
	}
	w.keys |= model.SetsDrop
	return w.dropped
}

func (f *form) shareKeys(w *weather) (text string) {
	if n := f.get("corrupt"); n != nil {
		w.keys |= model.SetsCorrupt
		w.to.Corrupt, _ = f.d.share(n, "corrupt")
		text = "corrupt " + w.to.Corrupt.String()
	}
	if n := f.get("duplicate"); n != nil {
		w.keys |= model.SetsDuplicate
		w.to.Duplicate, _ = f.d.share(n, "duplicate")
		text = joined(text, "duplicate "+w.to.Duplicate.String())
	}
	return text
}

func (f *form) reorderKey(w *weather) string {
	n := f.get("reorder")
	if n == nil {
		return ""
	}
	if w.to.InOrder {
		f.d.wrong(f.keyNode("reorder"), `"reorder" has no effect with "order: fifo"`, "")
	}
	w.keys |= model.SetsReorder
	return f.d.reorder(n, &w.to)
}

func (f *form) neckKeys(w *weather) string {
	text := f.neck(&w.to.Neck)
	if text != "" {
		w.keys |= model.SetsNeck
	}
	return text
}
