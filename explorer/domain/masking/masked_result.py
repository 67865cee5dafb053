"""
A run's result without secrets: a platform or a provider may repeat in its answer what it was sent, or what it gave.

The answer itself stays as it was received; whatever was read out of it is masked here, in one place for all platforms.
"""

from collections.abc import Sequence
from dataclasses import replace

from explorer.domain.call import RunResult
from explorer.domain.failure import Explanation, FieldProblem, ProviderError
from explorer.domain.log_entry import LogEntry
from explorer.domain.masking import SecretMask


def masked_result(result: RunResult, mask: SecretMask) -> RunResult:
    """The result with every known secret masked in every text but the received answer and the next page's cursor."""
    return replace(
        result,
        summary=mask.text(result.summary),
        explanation=None if result.explanation is None else masked_explanation(result.explanation, mask),
        provider_errors=tuple(_masked_error(error, mask) for error in result.provider_errors),
        field_problems=tuple(_masked_problem(problem, mask) for problem in result.field_problems),
        logs=masked_lines(result.logs, mask),
        details={mask.text(name): mask.text(value) for name, value in result.details.items()},
        file_name=mask.text(result.file_name),
    )


def masked_explanation(explanation: Explanation, mask: SecretMask) -> Explanation:
    """The five answers, masked."""
    return replace(
        explanation,
        who_text=mask.text(explanation.who_text),
        step=mask.text(explanation.step),
        said=mask.text(explanation.said),
        retry_text=mask.text(explanation.retry_text),
        next_step=mask.text(explanation.next_step),
    )


def masked_lines(lines: Sequence[LogEntry], mask: SecretMask) -> tuple[LogEntry, ...]:
    """Log lines, masked; those that hold no secret are the same objects."""
    masked = ((line, mask.text(line.text)) for line in lines)
    return tuple(line if text == line.text else replace(line, text=text) for line, text in masked)


def _masked_error(error: ProviderError, mask: SecretMask) -> ProviderError:
    return replace(
        error,
        method=mask.text(error.method),
        url=mask.text(error.url),
        headers={mask.text(name): mask.text(value) for name, value in error.headers.items()},
        raw_text=mask.text(error.raw_text),
        request_id=mask.text(error.request_id),
    )


def _masked_problem(problem: FieldProblem, mask: SecretMask) -> FieldProblem:
    # A key that was made of a secret points nowhere in the form any more, which is better than showing it.
    pointer = tuple(mask.text(part) if isinstance(part, str) else part for part in problem.pointer)
    return replace(problem, pointer=pointer, message=mask.text(problem.message))
