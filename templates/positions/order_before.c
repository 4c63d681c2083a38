const size_t text = sequence->text_tokens;
const size_t of_text = begin >= text ? 0 : text - begin < n ? text - begin : n;
text_positions(sequence, begin, of_text, ids);
image_positions(sequence, begin + of_text - text, n - of_text, ids + of_text * ${M}AXES);
