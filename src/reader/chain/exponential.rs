//! `e` to a power by plain arithmetic, as libraries of other machines round otherwise.

/// `e` to the power of `x`, within three millionths of the value.
#[inline]
pub(crate) fn exponential(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0);
    let turned = x * std::f32::consts::LOG2_E;
    // Rounds to the nearest whole number without a call.
    let whole = (turned + 12_582_912.0) - 12_582_912.0;
    let part = (turned - whole) * std::f32::consts::LN_2;
    let value = 1.0
        + part
            * (1.0
                + part
                    * (0.5
                        + part
                            * (1.0 / 6.0
                                + part * (1.0 / 24.0 + part * (1.0 / 120.0 + part / 720.0)))));
    value * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

#[cfg(test)]
mod tests {
    use super::exponential;

    #[test]
    fn near_to_that_of_the_library() {
        for step in -700..700 {
            let x = step as f32 * 0.1;
            let ratio = f64::from(exponential(x)) / f64::from(x).exp();
            assert!((ratio - 1.0).abs() < 1e-5, "{x}: {ratio}");
        }
        assert_eq!(exponential(0.0), 1.0);
        assert!(exponential(-1e9) > 0.0 && exponential(1e9).is_finite());
    }
}
