package spec

import (
	"bytes"
	"encoding/json"
)

// schema is a part of a JSON Schema, its keywords in the order in which people read them. What an
// editor says of a value that does not fit is errorMessage, which only editors know.
type schema struct {
	called string // as a definition, where that is not its kind

	Draft            string    `json:"$schema,omitempty"`
	Title            string    `json:"title,omitempty"`
	Description      string    `json:"description,omitempty"`
	Default          any       `json:"default,omitempty"`
	Ref              string    `json:"$ref,omitempty"`
	Type             any       `json:"type,omitempty"`
	Const            any       `json:"const,omitempty"`
	Enum             []string  `json:"enum,omitempty"`
	Pattern          string    `json:"pattern,omitempty"`
	ErrorMessage     string    `json:"errorMessage,omitempty"`
	MinLength        uint64    `json:"minLength,omitempty"`
	MaxLength        uint64    `json:"maxLength,omitempty"`
	Minimum          *uint64   `json:"minimum,omitempty"`
	ExclusiveMinimum *uint64   `json:"exclusiveMinimum,omitempty"`
	Maximum          *uint64   `json:"maximum,omitempty"`
	Items            *schema   `json:"items,omitempty"`
	MinItems         uint64    `json:"minItems,omitempty"`
	MinProperties    uint64    `json:"minProperties,omitempty"`
	Required         []string  `json:"required,omitempty"`
	DependentNeeds   fields    `json:"dependentRequired,omitempty"`
	PropertyNames    *schema   `json:"propertyNames,omitempty"`
	Properties       fields    `json:"properties,omitempty"`
	Additional       any       `json:"additionalProperties,omitempty"` // a *schema, or none
	AnyOf            []*schema `json:"anyOf,omitempty"`
	AllOf            []*schema `json:"allOf,omitempty"`
	Not              *schema   `json:"not,omitempty"`
	If               *schema   `json:"if,omitempty"`
	Then             *schema   `json:"then,omitempty"`
	Else             *schema   `json:"else,omitempty"`
	Defs             fields    `json:"$defs,omitempty"`
}

// none is the schema that no value fits. As a keyword of a mapping it must not be a plain false,
// which would be left out.
var none = json.RawMessage("false")

// field is an entry of a JSON object whose order stays.
type field struct {
	name  string
	value any
}

type fields []field

// MarshalJSON implements json.Marshaler.
func (f fields) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i := range f {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := plainJSON(&b, f[i].name, ""); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := plainJSON(&b, f[i].value, ""); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// plainJSON writes a value with "<" and ">" as they are.
func plainJSON(b *bytes.Buffer, value any, indent string) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	return enc.Encode(value)
}

// without are properties that may not be there.
func without(names []string) (list fields) {
	for _, name := range names {
		list = append(list, field{name, none})
	}
	return list
}

// one is the schema of mappings that have a key of a value.
func one(key, value string) *schema {
	return &schema{Required: []string{key}, Properties: fields{{key, &schema{Const: value}}}}
}
