// Turns q of a few tokens as Phi does, and compares each number with the formula in f64.
use std::os::raw::c_int;

const HEAD_DIM: usize = 64;
const PAIRS: usize = 16;
const OK: c_int = 0;
const AUTO: c_int = 0;

/// The position of the first token, and how many there are.
#[repr(C)]
struct Sequence {
    first: i32,
    tokens: usize,
}

/// Where heads are read and written; strides count elements.
#[repr(C)]
struct View {
    input: *const f32,
    output: *mut f32,
    heads: usize,
    in_token: isize,
    in_head: isize,
    out_token: isize,
    out_head: isize,
}

#[link(name = "phi", kind = "static")]
extern "C" {
    fn phi_rotate_sequence_f32(
        tables: *const f32,
        sequence: *const Sequence,
        views: *const View,
        n_views: usize,
        begin: usize,
        end: usize,
        direction: c_int,
        isa: c_int,
    ) -> c_int;
}

/// Turns heads in place, those of a token side by side. Fails with phi_status.
fn rotate(q: &mut [f32], heads: usize, first: i32) -> Result<(), c_int> {
    let token = heads * HEAD_DIM;
    let sequence = Sequence { first, tokens: q.len() / token };
    let view = View {
        input: q.as_ptr(),
        output: q.as_mut_ptr(),
        heads,
        in_token: token as isize,
        in_head: HEAD_DIM as isize,
        out_token: token as isize,
        out_head: HEAD_DIM as isize,
    };
    // The view spans q and no more; tables may be null: computed on the fly.
    let status = unsafe {
        phi_rotate_sequence_f32(std::ptr::null(), &sequence, &view, 1, 0, sequence.tokens, 1, AUTO)
    };
    if status == OK { Ok(()) } else { Err(status) }
}

fn main() {
    let (first, tokens, heads) = (3, 37, 2);
    let before: Vec<f32> =
        (0..tokens * heads * HEAD_DIM).map(|i| (i * 7 % 64) as f32 / 32.0 - 1.0).collect();
    let mut q = before.clone();
    rotate(&mut q, heads, first).expect("phi_status");

    let mut worst = 0.0f64;
    for (i, (x, y)) in before.chunks(HEAD_DIM).zip(q.chunks(HEAD_DIM)).enumerate() {
        for (c, &turned) in y.iter().enumerate() {
            let j = c % PAIRS;
            let position = (first as usize + i / heads) as f64;
            let angle = position * 10000f64.powf(-(j as f64) / PAIRS as f64);
            let (a, b) = (x[j] as f64, x[j + PAIRS] as f64);
            let expected = match c / PAIRS {
                0 => a * angle.cos() - b * angle.sin(),
                1 => b * angle.cos() + a * angle.sin(),
                _ => x[c] as f64,
            };
            worst = worst.max((turned as f64 - expected).abs());
        }
    }
    println!("phi: {} numbers, {}", q.len(), if worst < 1e-5 { "right" } else { "wrong" });
    std::process::exit(if worst < 1e-5 { 0 } else { 1 });
}
