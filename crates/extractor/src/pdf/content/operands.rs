//! The operands of one operation, read as what the operator expects.

use hayro_syntax::{
    content::{Instruction, OperandIterator},
    object::Object,
};

use super::matrix::Matrix;

/// The engine reads no more for one operation.
pub(super) const MOST_OPERANDS: usize = 33;

/// The operands of one operation. What is missing or of another type is 0, or nothing.
pub(super) struct Operands<'b, 'c> {
    list: OperandIterator<'b, 'c>,
}

impl<'b, 'c> Operands<'b, 'c> {
    pub(super) fn new(operation: &Instruction<'b, 'c>) -> Self {
        Self { list: operation.operands() }
    }

    /// All of them as they are.
    pub(super) fn list(self) -> OperandIterator<'b, 'c> {
        self.list
    }

    /// The first `N` as numbers.
    pub(super) fn numbers<const N: usize>(self) -> [f64; N] {
        let mut numbers = [0.0; N];
        for (slot, operand) in numbers.iter_mut().zip(self.list) {
            if let Object::Number(number) = operand {
                *slot = number.as_f64();
            }
        }
        numbers
    }

    /// The first as a number.
    pub(super) fn number(self) -> f64 {
        let [number] = self.numbers();
        number
    }

    /// The numbers among them, in order, as far as `room` holds them.
    pub(super) fn all_numbers(self, room: &mut [f64]) -> &[f64] {
        let numbers =
            self.list.filter_map(|operand| if let Object::Number(n) = operand { Some(n.as_f64()) } else { None });
        let count = room.iter_mut().zip(numbers).map(|(slot, number)| *slot = number).count();
        room.get(..count).unwrap_or_default()
    }

    /// Six numbers as a matrix.
    pub(super) fn matrix(self) -> Matrix {
        Matrix(self.numbers())
    }
}
