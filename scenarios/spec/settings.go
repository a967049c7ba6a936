package spec

import (
	"strings"

	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/model/timeline"
)

// origin is where a setting got its value.
type origin struct {
	d     *decoder
	node  *yaml.Node // nil: the default
	layer int        // the later the stronger
}

// layered is settings put one layer over the other, from defaults to --set.
type layered struct {
	values  model.Settings
	from    []origin // by the index of model.SettingList
	list    []model.Setting
	more    []string // what else --set may change: times in the script
	layer   int
	numbers model.Codes // nil: the defaults
	words   timeline.Labels
}

// defaults returns every setting's default.
func defaults() *layered {
	l := &layered{list: model.SettingList()}
	l.from = make([]origin, len(l.list))
	d := &decoder{rep: &report{}}
	for i := range l.list {
		l.set(d, i, flagNode(l.list[i].Default))
	}
	if d.rep.errs > 0 {
		panic("spec: default of a setting: " + d.rep.list[0].Msg)
	}
	l.from = make([]origin, len(l.list))
	return l
}

// plainList reports whether a text between brackets is a list of spans and the like, which needs no
// YAML parser.
func plainList(inside string) bool {
	for _, r := range inside {
		if r != ',' && r != ' ' && r != '.' && (r < '0' || r > '9') && (r < 'a' || r > 'z') {
			return false
		}
	}
	items := strings.TrimSpace(inside)
	return items != "" && strings.Trim(items, ",") == items && !strings.Contains(items, ",,")
}

func listNode(items []string) *yaml.Node {
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for _, item := range items {
		list.Content = append(list.Content, &yaml.Node{Kind: yaml.ScalarNode,
			Value: strings.TrimSpace(item)})
	}
	return list
}

// flagNode makes a node of a value that stands in no file. What cannot be read as a list or mapping
// remains a text.
func flagNode(value string) *yaml.Node {
	if inside, ok := strings.CutPrefix(value, "["); ok {
		if inside, ok = strings.CutSuffix(inside, "]"); ok && plainList(inside) {
			return listNode(strings.Split(inside, ","))
		}
	}
	if value != "" && (value[0] == '[' || value[0] == '{') {
		src := &source{text: value, rep: &report{}}
		if n := src.read(); n != nil && src.rep.errs == 0 {
			return n
		}
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Value: value}
}

func (l *layered) index(name string) int {
	for i := range l.list {
		if l.list[i].Name == name {
			return i
		}
	}
	return -1
}

// unknownSetting reports a name that is no setting.
func (l *layered) unknownSetting(d *decoder, at *yaml.Node, name string) {
	names := make([]string, len(l.list), len(l.list)+len(l.more))
	for i := range l.list {
		names[i] = l.list[i].Name
	}
	names = append(names, l.more...)
	hint := "roomsim facts lists them"
	if near := d.near(name, names); near != "" {
		hint = "did you mean " + show(near) + "?"
	}
	d.wrong(at, "unknown setting "+show(name), hint)
}

// mapping puts the settings of a set: mapping over those that are there.
func (l *layered) mapping(d *decoder, n *yaml.Node) {
	l.layer++
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		d.expected(n, "set", "a mapping such as {client.heartbeat.interval: 10s}")
		return
	}
	for _, p := range pairs(n) {
		i := l.index(p.key.Value)
		if i < 0 {
			l.unknownSetting(d, p.key, p.key.Value)
			continue
		}
		named := *d
		named.lead += p.key.Value + ": "
		l.set(&named, i, p.value)
	}
}

// flags puts the --set flags over what is there.
func (l *layered) flags(rep *report, sets []string) {
	l.layer++
	for _, flag := range sets {
		d := &decoder{rep: rep, lead: "--set " + flagText(flag) + ": "}
		name, value, ok := strings.Cut(flag, "=")
		i := l.index(name)
		switch {
		case !ok || name == "":
			d.wrong(nil, "expected key=value such as client.heartbeat.interval=10s", "")
		case i < 0:
			l.unknownSetting(d, nil, name)
		default:
			l.set(d, i, flagNode(value))
		}
	}
}

// flagText shows a flag as it was typed, unless that is not safe.
func flagText(flag string) string {
	if quoted := show(flag); quoted[1:len(quoted)-1] != flag {
		return quoted
	}
	return flag
}

// set reads the value of a setting.
func (l *layered) set(d *decoder, i int, n *yaml.Node) {
	s, info := &l.values, &l.list[i]
	l.from[i] = origin{d, n, l.layer}
	switch info.Name {
	case "link.delay":
		s.Link.Delay, s.Link.Correlation = d.delay(n)
	case "link.loss":
		s.Link.Loss.Good, _ = d.share(n, "")
	case "server.process":
		s.Process, _ = d.span(n, "")
	case "server.fanout":
		s.Fanout, _ = d.span(n, "")
	case "server.heartbeat.timeout":
		s.ServerTimeout, _ = d.positive(n, "", "heartbeat timeout")
	case "server.heartbeat.count_from":
		s.CountFromReply = d.second(n, info)
	case "server.resume.window":
		s.ResumeWindow = d.resumeWindow(n, info)
	case "client.heartbeat.interval":
		s.BeatInterval, _ = d.positive(n, "", "beat interval")
	case "client.heartbeat.first":
		s.FirstBeatUniform = d.second(n, info)
	case "client.heartbeat.timeout":
		s.SilenceTimeout, _ = d.positive(n, "", "heartbeat timeout")
	case "client.silence.notices":
		s.Notices = d.notices(n)
	case "client.detect.network_change":
		s.Detect = d.spanOr(n, info, model.DetectOff)
	case "client.retry.waits":
		s.RetryWaits, s.RetryDraws = d.waits(n)
	case "client.retry.tries":
		s.RetryTries = d.wholeOr(n, info, maxTries)
	case "client.retry.tail":
		s.RetryTail, _ = d.positive(n, "", "retry wait")
	case "client.retry.factor":
		s.RetryFactor, _ = d.decimal(n)
	case "client.retry.cap":
		s.RetryCap = d.positiveOr(n, info)
	case "client.retry.jitter":
		s.RetryJitter, _ = d.share(n, "")
	case "client.retry.on_network_up":
		s.RetryOnNetworkUpWaits = d.second(n, info)
	case "client.retry.window":
		s.RetryWindow = d.spanOr(n, info, model.Endless)
	case "kernel.ties":
		s.TimersFirst = d.second(n, info)
	default:
		l.setTransport(d, info, n)
	}
}
