//! The lines of a document that records cite, as its folder holds them: a number, a tab, the words.

use super::Problem;

/// The name of the file in the folder of a document.
pub const FILE: &str = "text.tsv";

/// Reads the lines; one without a number, or out of order, is a problem.
pub fn lines(file: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<(i32, String)> {
    let mut lines = Vec::new();
    let mut last = 0;
    for (place, line) in text.lines().enumerate() {
        let read = line
            .split_once('\t')
            .and_then(|(number, words)| Some((number.parse::<i32>().ok()?, words)))
            .filter(|(number, _)| *number > last);
        match read {
            Some((number, words)) => {
                last = number;
                lines.push((number, words.to_owned()));
            }
            None => problems.push(Problem {
                file: file.to_owned(),
                line: place + 1,
                message: "Each line is a number, rising, then a tab and the words.".to_owned(),
            }),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_numbers_that_rise() {
        let mut problems = Vec::new();
        let read = lines("d/text.tsv", "3\tA\tB\n4\t\nx\n4\tagain\n", &mut problems);
        assert_eq!(read, [(3, "A\tB".to_owned()), (4, String::new())]);
        let places: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(places, [3, 4]);
    }
}
