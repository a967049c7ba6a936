package spec

import "slices"

// rules are what holds between the keys of a level, beside verbs and required keys.
func rules(level int) []*schema {
	has := func(key string) *schema { return &schema{Required: []string{key}} }
	never := func(keys ...string) *schema { return &schema{Properties: without(keys)} }
	switch level {
	case levelAction:
		list := slices.Concat(values("call", callKeys), values("backend", backendKeys),
			values("server", serverKeys))
		return append(list, &schema{If: has("link"),
			Then: &schema{AnyOf: []*schema{has("set"), has("schedule"), has("ramp")}}},
			&schema{If: has("set"), Then: never("schedule", "ramp", "over", "step")},
			&schema{If: has("schedule"), Then: never("ramp", "over", "step", "every")},
			&schema{If: has("ramp"), Then: never("every")},
			&schema{If: has("stagger"), Then: never("spread")})
	case levelLaw:
		return laws()
	case levelWeather, levelRow, levelSlope:
		if level == levelSlope {
			return nil
		}
		return []*schema{{If: has("queue"), Then: &schema{AnyOf: []*schema{has("rate"), has("trace")}}},
			{If: has("trace"), Then: never("rate", "load")},
			{If: one("order", "fifo"), Then: never("reorder")}}
	case levelClaim:
		return []*schema{{If: has("count"),
			Then: &schema{AnyOf: []*schema{has("equals"), has("atLeast"), has("atMost")}}},
			{If: has("equals"), Then: never("atLeast", "atMost")},
			{If: has("atLeast"), Then: never("atMost")}}
	case levelMapping:
		return forms()
	case levelLogTime:
		known := &schema{Properties: fields{{"format", &schema{Enum: logFormats}}}}
		return []*schema{{If: known, Then: never("zone")}}
	case levelWeatherFile:
		delayed := func(key string) field { return field{key, &schema{Required: []string{"delay"}}} }
		return []*schema{{Properties: fields{delayed("both"), delayed("up"), delayed("down")}},
			{If: has("both"), Then: never("up", "down"),
				Else: &schema{Required: []string{"up", "down"}}}}
	}
	return nil
}

// values are the keys that the values of an action's verb need and may have.
func values(verb string, among []takes) (list []*schema) {
	level := &levels[levelAction]
	for _, t := range among {
		var idle []string
		for i := range level.Keys {
			key := level.Keys[i].Name
			if applies(key, verb) && !slices.Contains(t.needs, key) && !slices.Contains(t.also, key) &&
				slices.Contains(valueKeys, key) {
				idle = append(idle, key)
			}
		}
		if t.needs != nil || idle != nil {
			list = append(list, &schema{If: one(verb, t.value),
				Then: &schema{Required: t.needs, Properties: without(idle)}})
		}
	}
	return list
}

// forms are the keys that each form of a log needs and may have.
func forms() (list []*schema) {
	for _, form := range logForms() {
		var idle, needed []string
		for i := range mappingKeys {
			if k := &mappingKeys[i]; k.With != nil && !slices.Contains(k.With, form) {
				idle = append(idle, k.Name)
			}
		}
		if form != "roomsim" {
			needed = []string{"time"}
		}
		switch form {
		case "text":
			needed = append(needed, "lines")
		case "jsonl", "csv":
			needed = append(needed, "what")
		}
		list = append(list, &schema{If: one("log", form),
			Then: &schema{Required: needed, Properties: without(idle)}})
	}
	return list
}

// laws are the keys that each law needs and may have.
func laws() (list []*schema) {
	level := &levels[levelLaw]
	for i, form := range lawForms {
		var idle []string
		for j := range level.Keys {
			key := level.Keys[j].Name
			free := key == "law" || i > 0 && (key == "floor" || key == "correlation")
			if !free && !slices.Contains(form.keys, key) {
				idle = append(idle, key)
			}
		}
		list = append(list, &schema{If: one("law", form.name),
			Then: &schema{Required: form.keys, Properties: without(idle)}})
	}
	return list
}
