package spec

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/sim"
)

// certain is the share of everything.
func certain() sim.Ratio { return sim.NewRatio(1, 1) }

// loss reads how messages are lost: a share, with burst a share in bursts, or a chain of two
// states.
func (f *form) loss(to *model.Weather) (text string) {
	n := f.get("loss")
	if n.Kind == yaml.MappingNode {
		if b := f.get("burst"); b != nil {
			f.d.wrong(f.keyNode("burst"), `"burst" has no effect beside p and r`, "r says how long it lasts")
		}
		to.Loss, text = f.d.chain(n)
		return text
	}
	share, ok := f.d.share(n, "loss")
	text = "loss " + share.String()
	to.Loss = model.Loss{Good: share}
	if b := f.get("burst"); b != nil && ok {
		text += f.burst(b, share, &to.Loss)
	}
	return text
}

// The bounds on a burst's mean length, in thousandths of a message.
const (
	minBurst = 1_000
	maxBurst = 1_000_000_000
)

// burst makes a loss come in bursts of a mean length b: everything is lost in the bad state, which
// is left with probability r = 1/b, and entered with p = r·L/(1-L), so that a share L is lost.
func (f *form) burst(n *yaml.Node, share sim.Ratio, loss *model.Loss) (text string) {
	milli, ok := f.d.milli(n, "burst", minBurst, maxBurst)
	lost, of := share.Parts()
	if lost == 0 || lost == of {
		f.d.wrong(f.keyNode("burst"), fmt.Sprintf(`"burst" has no effect with a loss of %s`, share), "")
		return ""
	}
	if !ok {
		return ""
	}
	enter := new(big.Rat).SetFrac(new(big.Int).SetUint64(lost), new(big.Int).SetUint64(of-lost))
	enter.Mul(enter, big.NewRat(1000, int64(milli)))
	if enter.Cmp(big.NewRat(1, 1)) > 0 {
		least := (of - 1) / (of - lost)
		f.d.wrong(n, fmt.Sprintf("a loss of %s comes in longer bursts than %s", share, n.Value),
			fmt.Sprintf("expected a burst of %d or more", least))
		return ""
	}
	if milli == minBurst {
		even := big.NewRat(1, 1)
		even.Sub(even, rational(share)).Inv(even)
		mean := strings.TrimRight(strings.TrimRight(even.FloatString(3), "0"), ".")
		f.d.warn(n, "bursts of 1 never take two messages in a row",
			fmt.Sprintf("a loss of %s without burst takes %s in the mean", share, mean))
	}
	*loss = model.Loss{Bad: certain(), Enter: ratioOf(enter), Leave: sim.NewRatio(1000, uint64(milli))}
	return " in bursts of " + n.Value
}

// ratioOf is a share from 0 to 1 as exact as 64 bits allow.
func ratioOf(r *big.Rat) sim.Ratio {
	num, den := r.Num(), r.Denom()
	if over := den.BitLen() - 64; over > 0 {
		num, den = new(big.Int).Rsh(num, uint(over)), new(big.Int).Rsh(den, uint(over))
	}
	return sim.NewRatio(num.Uint64(), den.Uint64())
}

// chain reads a loss by the chances of its two states.
func (d *decoder) chain(n *yaml.Node) (loss model.Loss, text string) {
	f := d.form(n, levelLoss)
	f.require()
	loss.Bad = certain()
	var said strings.Builder
	said.WriteString("loss")
	for _, key := range []string{"p", "r", "good", "bad"} {
		v := f.get(key)
		if v == nil {
			continue
		}
		share, ok := d.share(v, key)
		if num, _ := share.Parts(); ok && num == 0 && (key == "p" || key == "r") {
			d.wrong(v, "loss: "+key+" must be more than 0", "")
		}
		switch key {
		case "p":
			loss.Enter = share
		case "r":
			loss.Leave = share
		case "good":
			loss.Good = share
		default:
			loss.Bad = share
		}
		said.WriteString(" " + key + " " + share.String())
	}
	if rational(loss.Good).Cmp(rational(loss.Bad)) == 0 {
		d.wrong(n, "good and bad lose the same", "expected two shares, or one loss such as 2.5%")
	}
	if v := f.get("step"); v != nil && !slices.Contains(steps(), v.Value) {
		loss.Step, _ = d.positive(v, "step", "step")
		said.WriteString(" a step of " + sim.FormatSpan(loss.Step))
	}
	return loss, said.String()
}

// maxDrop bounds the number of a message that a pattern drops.
const maxDrop = 1<<32 - 1

// drop reads a pattern of messages that are dropped.
func (d *decoder) drop(n *yaml.Node) (p *model.Pattern, text string) {
	p = &model.Pattern{}
	if n.Kind == yaml.MappingNode {
		f := d.form(n, levelDrop)
		f.require()
		if v := f.get("every"); v != nil {
			u, _ := d.whole(v, "every", 1, maxDrop)
			p.Every = uint32(u)
		}
		return p, fmt.Sprintf("drop every %d", p.Every)
	}
	if n.Kind != yaml.SequenceNode {
		d.expected(n, "drop", "numbers of messages such as [3, 4, 9], or {every: 5}")
		return p, ""
	}
	if len(n.Content) == 0 {
		d.wrong(n, "drop names no message", "expected numbers such as [3, 4, 9]")
	}
	var said []string
	for _, item := range n.Content {
		u, ok := d.whole(item, "drop", 1, maxDrop)
		if k := len(p.At); ok && k > 0 && uint32(u) <= p.At[k-1] {
			d.wrong(item, fmt.Sprintf("drop: %d is not more than the %d before it", u, p.At[k-1]), "")
		} else if ok {
			p.At = append(p.At, uint32(u))
		}
		said = append(said, cut(item.Value))
	}
	const most = 8
	if len(said) > most {
		said = append(said[:most], "…")
	}
	return p, "drop " + strings.Join(said, ",")
}

// reorder reads which share of messages is held back, and by how much.
func (d *decoder) reorder(n *yaml.Node, to *model.Weather) (text string) {
	if n.Kind != yaml.MappingNode {
		d.expected(n, "reorder", "a mapping such as {share: 5%, by: 20ms}")
		return ""
	}
	f := d.form(n, levelReorder)
	f.require()
	if v := f.get("share"); v != nil {
		share, ok := d.share(v, "share")
		if num, _ := share.Parts(); ok && num == 0 {
			d.wrong(v, "reorder: share must be more than 0", "")
		}
		to.Reorder = share
	}
	if v := f.get("by"); v != nil {
		to.HeldBack, _ = d.positive(v, "by", "reorder: by")
	}
	return "reorder " + to.Reorder.String() + " by " + sim.FormatSpan(to.HeldBack)
}
