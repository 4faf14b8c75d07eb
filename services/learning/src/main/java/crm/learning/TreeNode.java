package crm.learning;

/**
 * A question or an answer of a tree.
 *
 * @param column whose bin is asked for; -1 in a leaf
 * @param bin up to which it goes left
 */
record TreeNode(int column, int bin, double answer, TreeNode left, TreeNode right) {

    static TreeNode leaf(double answer) {
        return new TreeNode(-1, 0, answer, null, null);
    }

    double value(int[] bins) {
        TreeNode node = this;
        while (node.column >= 0) {
            node = bins[node.column] <= node.bin ? node.left : node.right;
        }
        return node.answer;
    }
}
