package spec

import (
	"gopkg.in/yaml.v3"

	"roomsim/model"
)

// messageSizes are those of messages.
func messageSizes() *quantity {
	return &quantity{[]unit{{"B", 1}, {"kB", 1e3}, {"MB", 1e6}}, 1_000_000, "1MB",
		"bytes such as 500B"}
}

// setTransport reads the value of a setting of what carries messages.
func (l *layered) setTransport(d *decoder, info *model.Setting, n *yaml.Node) {
	s := &l.values
	size := func() uint32 {
		u, _ := d.quantity(n, "size", messageSizes())
		return uint32(u)
	}
	switch info.Name {
	case "transport.kind":
		s.Stream = d.second(n, info)
	case "transport.rto":
		s.Resend, _ = d.positive(n, "", "transport.rto")
	case "transport.rto_max":
		s.ResendMost, _ = d.positive(n, "", "transport.rto_max")
	case "transport.timeout":
		s.TransportTimeout = d.positiveOr(n, info)
	case "size.login":
		s.Sizes.Login = size()
	case "size.accept":
		s.Sizes.Accept = size()
	case "size.user":
		s.Sizes.User = size()
	case "size.beat":
		s.Sizes.Beat = size()
	case "size.alive":
		s.Sizes.Alive = size()
	case "size.notice":
		s.Sizes.Notice = size()
	case "size.other":
		s.Sizes.Other = size()
	default:
		l.setRoom(d, info, n)
	}
}
