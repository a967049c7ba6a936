package model

// batch is how many events are foreseen at once.
const batch = 16

// vastness is the number of stays from which a world outgrows the processor's caches.
const vastness = 20_000

// foresee reads, every batch of events, what the next batch will need. In a vast world each
// client's memory is cold when its beat comes; read one by one the misses add up, read together
// they overlap. It changes nothing but the time that a run takes.
func (w *World) foresee() {
	if w.cold > 0 {
		w.cold--
		return
	}
	w.cold = batch - 1
	var work [batch]uint32
	n := 0
	for k := range batch {
		ev, ok := w.agenda.Ahead(k)
		if !ok {
			break
		}
		index := uint32(ev) & (1<<indexBits - 1)
		switch uint32(ev) >> indexBits {
		case evWork:
			work[n] = index
			n++
			w.sum += w.stays[index].client
		case evDeliver:
			w.sum += w.seats[w.stays[w.parcels[index].stay].seat].room
		case evExpire:
			w.sum += w.seats[index].room
		}
	}
	for _, index := range work[:n] {
		w.sum += w.clients[w.stays[index].client].firstStay
	}
}
