"""A small GraphQL: the October 2021 language's executable documents, run over plain nodes.

Enough for the queries that clients of GitHub write: operations, variables, aliases, fragments, ``@include`` and
``@skip``. There is no schema: a node's fields are its type.
"""

from linkcheck.demo.graphql.execute import GraphError, Node, execute
from linkcheck.demo.graphql.language import GraphSyntaxError, parse

__all__ = ["GraphError", "GraphSyntaxError", "Node", "execute", "parse"]
